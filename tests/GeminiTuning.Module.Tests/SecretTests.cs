using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

public sealed class SecretTests
{
    private const string Canary = "canary-4f9b1c";

    private static readonly string[] Credentials =
    [
        "ApiKey",
        "AccessToken",
        "Backend VertexAI -Project p-12345 -StagingUri gs://bucket/x -AccessToken",
    ];

    public static TheoryData<string> Commands => new(
        "Get-GeminiModel",
        "Get-GeminiTunedModel",
        "Get-GeminiTunedModel x",
        "Get-GeminiTuningJob x",
        "Get-GeminiTuningLoss x",
        "Wait-GeminiTuning x",
        "Stop-GeminiTuning x",
        "Remove-GeminiTunedModel x",
        "Set-GeminiTunedModel x -Description d",
        "Get-GeminiTunedModelPermission x",
        "Add-GeminiTunedModelPermission x Reader -Everyone",
        "Set-GeminiTunedModelPermission tunedModels/x/permissions/y Reader",
        "Remove-GeminiTunedModelPermission tunedModels/x/permissions/y",
        "Move-GeminiTunedModelOwner x a@example.com",
        "Invoke-GeminiTunedModel x p",
        "Invoke-GeminiTunedModel x p -Stream",
        "@{input='1';output='2'} | New-GeminiTunedModel models/m",
        "Test-GeminiTuningConnection",
        "Get-GeminiTuningContext");

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_stream_or_error_shows_the_key_or_the_token(string command)
    {
        foreach (string credential in Credentials)
        {
            // The service throws the credential back, as a badly behaved proxy might.
            using var server = new CountingServer(static request => (
                403,
                $"{{ \"error\": {{ \"code\": 403, \"status\": \"PERMISSION_DENIED\", \"message\": \"Refused for {request.Headers["x-goog-api-key"]}{request.Headers["Authorization"]}\" }} }}"));
            using var session = new ModuleSession();
            RunResult connected = session.TryRun($"Connect-GeminiTuning -Endpoint {server.Endpoint} -{credential} {Canary} -MaximumRetryCount 0 -PassThru -Verbose -Debug");
            RunResult result = session.TryRun(command + " -Verbose -Debug");

            Assert.Empty(connected.Errors);
            foreach (string text in Texts(connected).Concat(Texts(result)).Append(session.Host.Screen.Text))
            {
                Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Keys_are_taken_as_text_and_as_secure_strings()
    {
        using var server = new CountingServer(static request => (200, request.Headers["x-goog-api-key"] == Canary ? "{}" : "no"));
        using var session = new ModuleSession();
        session.Run($"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey {Canary}; Get-GeminiTunedModel");
        session.Run(
            "$s = [securestring]::new(); '" + Canary + "'.ToCharArray() | ForEach-Object { $s.AppendChar($_) };"
            + $"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey $s; Get-GeminiTunedModel");
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void The_key_is_not_part_of_an_address()
    {
        using var server = new CountingServer(static _ => (200, "{}"));
        using var session = new ModuleSession();
        session.Run($"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey {Canary}; Get-GeminiTunedModel");
        Assert.DoesNotContain(Canary, Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(RunResult result)
    {
        PSDataStreams streams = result.Streams;
        return result.Output.SelectMany(Flatten)
            .Concat(result.Errors.SelectMany(static e => new[] { e.ToString(), e.Exception.ToString(), e.ErrorDetails?.Message ?? string.Empty, PSSerializer.Serialize(e) }))
            .Concat(streams.Verbose.Select(static r => r.Message))
            .Concat(streams.Debug.Select(static r => r.Message))
            .Concat(streams.Warning.Select(static r => r.Message))
            .Concat(streams.Information.Select(static r => $"{r}"));
    }

    private static IEnumerable<string> Flatten(PSObject item) =>
        [$"{item.BaseObject}", PSSerializer.Serialize(item, 4), System.Text.Json.JsonSerializer.Serialize(item.BaseObject)];
}
