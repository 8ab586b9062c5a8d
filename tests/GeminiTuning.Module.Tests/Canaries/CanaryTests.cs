using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Module.Tests.SignIn;

namespace GeminiTuning.Module.Tests.Canaries;

/// <summary>No cmdlet shows a secret, whatever the services answer.</summary>
[Collection(EnvironmentChanges.Name)]
public sealed class CanaryTests
{
    // How each cmdlet of the module is run; {secret} is the parameter that gives the credential again, if any.
    private static readonly (string Cmdlet, string Script)[] Runs =
    [
        ("Connect-GeminiTuning", "Connect-GeminiTuning {connect} -Name saved -PassThru"),
        ("Get-GeminiTuningContext", "Get-GeminiTuningContext; Get-GeminiTuningContext -ListAvailable"),
        ("Select-GeminiTuningContext", "Select-GeminiTuningContext saved {secret} -PassThru"),
        ("Get-GcloudConfiguration", "Get-GcloudConfiguration"),
        ("Test-GeminiTuningConnection", "Test-GeminiTuningConnection"),
        ("Get-GeminiModel", "Get-GeminiModel"),
        ("Get-GeminiTunedModel", "Get-GeminiTunedModel; Get-GeminiTunedModel x"),
        ("Get-GeminiTuningJob", "Get-GeminiTuningJob x; Get-GeminiTuningJob"),
        ("Get-GeminiTuningLoss", "Get-GeminiTuningLoss x"),
        ("Compare-GeminiTuning", "Compare-GeminiTuning x, y"),
        ("Export-GeminiTuningSpec", "Export-GeminiTuningSpec x"),
        ("Import-GeminiTrainingData", "Import-GeminiTrainingData nowhere.csv"),
        ("Export-GeminiTrainingData", "@{input='1';output='2'} | Export-GeminiTrainingData nowhere.jsonl -WhatIf"),
        ("Test-GeminiTrainingData", "@{input='1';output='2'} | Test-GeminiTrainingData"),
        ("Measure-GeminiTrainingData", "@{input='1';output='2'} | Measure-GeminiTrainingData -BaseModel gemini-1.0-pro-001 -Exact"),
        ("Split-GeminiTrainingData", "@{input='1';output='2'} | Split-GeminiTrainingData"),
        ("Wait-GeminiTuning", "Wait-GeminiTuning x"),
        ("Stop-GeminiTuning", "Stop-GeminiTuning x"),
        ("Set-GeminiTunedModel", "Set-GeminiTunedModel x -Description d"),
        ("Get-GeminiTunedModelPermission", "Get-GeminiTunedModelPermission x"),
        ("Add-GeminiTunedModelPermission", "Add-GeminiTunedModelPermission x Reader -Everyone"),
        ("Set-GeminiTunedModelPermission", "Set-GeminiTunedModelPermission tunedModels/x/permissions/y Reader"),
        ("Remove-GeminiTunedModelPermission", "Remove-GeminiTunedModelPermission tunedModels/x/permissions/y"),
        ("Move-GeminiTunedModelOwner", "Move-GeminiTunedModelOwner x a@example.com"),
        ("Invoke-GeminiTunedModel", "Invoke-GeminiTunedModel x p; Invoke-GeminiTunedModel x p -Stream"),
        ("New-GeminiTunedModel", "@{input='1';output='2'} | New-GeminiTunedModel models/m"),
        ("Remove-GeminiTunedModel", "Remove-GeminiTunedModel x -Confirm:$false"),
        ("Start-GeminiTuningEmulator", "Start-GeminiTuningEmulator -TuningDuration 0"),
        ("Stop-GeminiTuningEmulator", "Stop-GeminiTuningEmulator"),
        ("Disconnect-GeminiTuning", "Disconnect-GeminiTuning {forget}"),
        ("Remove-GeminiTuningContext", "Remove-GeminiTuningContext saved"),
    ];

    public static TheoryData<CanaryCredential> Credentials => [.. Enum.GetValues<CanaryCredential>()];

    [Fact]
    public void Every_exported_cmdlet_is_run()
    {
        using var session = new ModuleSession();

        IEnumerable<string> exported = session.Run("(Get-Module GeminiTuning).ExportedCmdlets.Keys").Select(static name => $"{name}");

        Assert.Equal(exported.Order(StringComparer.Ordinal), Runs.Select(static run => run.Cmdlet).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public void No_cmdlet_shows_a_secret_whoever_quotes_it(CanaryCredential credential)
    {
        foreach (EchoFault fault in Faults(credential))
        {
            RunAll(credential, fault, "GeminiApi");
        }

        if (credential is not CanaryCredential.ApiKey)
        {
            RunAll(credential, EchoFault.Service, "VertexAI");
        }
    }

    [Theory]
    [MemberData(nameof(Credentials))]
    public void A_sign_in_that_works_shows_no_secret(CanaryCredential credential)
    {
        using var canary = new CanarySession();

        RunResult result = canary.Run($"Connect-GeminiTuning {canary.Arguments(credential)} -Backend GeminiApi -Name saved -PassThru; Get-GeminiTunedModel");

        Assert.Empty(result.ErrorIds);
        Assert.NotEmpty(result.Streams.Debug);
        Assert.NotEmpty(canary.Server.Secrets);
        canary.AssertNothingLeft();
    }

    [Theory]
    [InlineData("{ \"type\": \"service_account\", \"client_email\": \"a@b\", \"private_key\": \"CANARY\", \"token_uri\": \"https://oauth2.googleapis.com/token\" }")]
    [InlineData("{ \"type\": \"service_account\", \"client_email\": \"a@b\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nCANARY\\n-----END PRIVATE KEY-----\" }")]
    [InlineData("{ \"type\": \"authorized_user\", \"client_id\": \"1\", \"refresh_token\": [ \"CANARY\" ] }")]
    [InlineData("{ \"type\": \"authorized_user\", \"client_secret\": \"CANARY\", \"refresh_token\": CANARY }")]
    [InlineData("{ \"type\": \"authorized_user\", \"client_secret\": \"CANARY\" }")]
    [InlineData("{ \"type\": \"other\", \"client_secret\": \"CANARY\" }")]
    [InlineData("{ \"installed\": { \"client_secret\": \"CANARY\" } }")]
    [InlineData("{ \"installed\": { \"client_secret\": [ \"CANARY\" ], \"client_id\": \"1\" } }")]
    [InlineData("CANARY")]
    public void A_broken_file_is_not_quoted(string content)
    {
        using var canary = new CanarySession();
        string path = canary.Write(content.Replace("CANARY", CanarySession.Canary, StringComparison.Ordinal));

        foreach (string parameter in new[] { "-CredentialPath", "-ClientSecretPath" })
        {
            Assert.Single(canary.Run($"Connect-GeminiTuning {parameter} '{path}' -NoBrowser:${parameter == "-ClientSecretPath"} -Endpoint {canary.Server.Endpoint}").Errors);
        }

        canary.AssertNothingLeft();
    }

    // Those that the credential's requests can meet.
    private static IEnumerable<EchoFault> Faults(CanaryCredential credential) => Enum.GetValues<EchoFault>().Where(fault => fault switch
    {
        EchoFault.Token or EchoFault.TokenName or EchoFault.TokenText =>
            credential is not (CanaryCredential.ApiKey or CanaryCredential.AccessToken or CanaryCredential.TokenAsServiceAccount),
        EchoFault.Impersonation =>
            credential is CanaryCredential.ImpersonatedServiceAccount or CanaryCredential.FederationAsServiceAccount or CanaryCredential.TokenAsServiceAccount,
        _ => true,
    });

    private static void RunAll(CanaryCredential credential, EchoFault fault, string backend)
    {
        using var canary = new CanarySession();
        string connect = canary.Arguments(credential) + $" -Backend {backend}" + (backend == "VertexAI" ? " -Project p-12345 -StagingUri gs://bucket/x" : string.Empty);
        string secret = credential is CanaryCredential.ApiKey ? "-ApiKey $secret" : connect.Contains("-AccessToken", StringComparison.Ordinal) ? "-AccessToken $secret" : string.Empty;
        string forget = credential is CanaryCredential.ClientSecret ? "-Forget" : string.Empty;

        // A kept sign-in is made first, so that the cmdlets have one that is refused later.
        if (credential is CanaryCredential.ClientSecret)
        {
            Assert.Empty(canary.Run($"Connect-GeminiTuning {connect} -Name saved").ErrorIds);
        }

        canary.Server.Fault = fault;
        foreach ((_, string script) in Runs)
        {
            string run = script.Replace("{connect}", connect, StringComparison.Ordinal).Replace("{secret}", secret, StringComparison.Ordinal).Replace("{forget}", forget, StringComparison.Ordinal);
            canary.Run(run);
        }

        canary.AssertNothingLeft();
        Assert.True(canary.Server.Echoes > 0 || fault is EchoFault.None, $"{credential}, {fault}, {backend}: nothing was quoted.");
    }
}
