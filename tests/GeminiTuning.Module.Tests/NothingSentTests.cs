using System;
using System.Linq;

namespace GeminiTuning.Module.Tests;

/// <summary>What must not reach the service: anything before ShouldProcess says yes, and anything that breaks a rule.</summary>
public sealed class NothingSentTests : IDisposable
{
    private readonly CountingServer _server = new();
    private readonly ModuleSession _session = new();

    public NothingSentTests() =>
        _session.Run($"Connect-GeminiTuning -Endpoint {_server.Endpoint} -ApiKey some-key");

    public void Dispose()
    {
        _session.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Wait")]
    [InlineData("Set-GeminiTunedModel inc-1 -Description x -PassThru")]
    [InlineData("'a', 'b' | Remove-GeminiTunedModel")]
    [InlineData("Stop-GeminiTuning inc-1 -PassThru")]
    [InlineData("'1', '2' | Invoke-GeminiTunedModel -Model inc-1")]
    [InlineData("Add-GeminiTunedModelPermission inc-1 Reader -User ada@example.com")]
    [InlineData("Add-GeminiTunedModelPermission inc-1 Writer -Everyone")]
    [InlineData("'a', 'b' | Move-GeminiTunedModelOwner -EmailAddress ada@example.com")]
    public void WhatIf_sends_no_request(string command)
    {
        Assert.Empty(_session.Run(command + " -WhatIf"));
        Assert.Empty(_server.Requests);
        Assert.Contains("What if:", _session.Host.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_says_what_tuning_would_do()
    {
        _session.Run("1..15 | ForEach-Object { @{input=\"$_\";output='x'} } | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -EpochCount 10 -BatchSize 2 -WhatIf");
        string shown = _session.Host.Screen.Text;
        Assert.Contains("tunedModels/inc-1", shown, StringComparison.Ordinal);
        Assert.Contains("models/gemini-1.0-pro-001", shown, StringComparison.Ordinal);
        Assert.Contains("15 examples", shown, StringComparison.Ordinal);
        Assert.Contains("75 steps", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@() | New-GeminiTunedModel models/m", "TrainingDataEmpty", "")]
    [InlineData("New-GeminiTunedModel models/m @()", "TrainingDataEmpty", "")]
    [InlineData("@{input='1'} | New-GeminiTunedModel models/m", "TrainingRowInvalid", "row 1")]
    [InlineData("@{input='1';output='2'}, @{input='1';output=' '} | New-GeminiTunedModel models/m", "TrainingRowInvalid", "row 2")]
    [InlineData("'just text' | New-GeminiTunedModel models/m", "TrainingRowInvalid", "just text")]
    [InlineData("@{q='1';a='2'} | New-GeminiTunedModel models/m", "TrainingRowInvalid", "-InputProperty")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -Id 'Bad Id'", "TunedModelIdInvalid", "Bad Id")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -EpochCount 0", "EpochCountOutOfRange", "0")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -BatchSize -1", "BatchSizeOutOfRange", "-1")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -LearningRate 0", "LearningRateOutOfRange", "0")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -LearningRate 1 -LearningRateMultiplier 1", "LearningRateAmbiguous", "LearningRateMultiplier")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -Temperature 1.5", "TemperatureOutOfRange", "1.5")]
    [InlineData("@{input='1';output='2'} | New-GeminiTunedModel models/m -DisplayName ('x' * 41)", "DisplayNameTooLong", "41")]
    [InlineData("@{input='1';output=('x' * 5001)} | New-GeminiTunedModel models/m", "TrainingRowInvalid", "5,000")]
    [InlineData("New-GeminiTunedModel models/m -TrainingDataPath ./no-such.csv", "TrainingFileNotFound", "no-such.csv")]
    [InlineData("New-GeminiTunedModel models/m -TrainingDataPath .", "TrainingFileUnreadable", "folder")]
    [InlineData("Set-GeminiTunedModel inc-1", "NothingToUpdate", "inc-1")]
    [InlineData("Set-GeminiTunedModel inc-1 -Temperature 2", "TemperatureOutOfRange", "2")]
    [InlineData("Remove-GeminiTunedModel 'a b'", "TunedModelNameInvalid", "a b")]
    [InlineData("Remove-GeminiTunedModel '../files/x'", "TunedModelNameInvalid", "../files/x")]
    [InlineData("Add-GeminiTunedModelPermission inc-1 Owner -User ada@example.com", "RoleNotGrantable", "Move-GeminiTunedModelOwner")]
    [InlineData("Add-GeminiTunedModelPermission inc-1 Reader -User ada", "EmailAddressInvalid", "'ada'")]
    [InlineData("Add-GeminiTunedModelPermission inc-1 Reader -Group 'a@b c'", "EmailAddressInvalid", "'a@b c'")]
    [InlineData("Add-GeminiTunedModelPermission 'a b' Reader -Everyone", "TunedModelNameInvalid", "a b")]
    [InlineData("'ada@example.com' | Add-GeminiTunedModelPermission -Role Reader", "TunedModelNameInvalid", "ada@example.com")]
    [InlineData("Set-GeminiTunedModelPermission tunedModels/x/permissions/y Owner", "RoleNotGrantable", "Owner")]
    [InlineData("Set-GeminiTunedModelPermission abc Reader", "PermissionNameInvalid", "'abc'")]
    [InlineData("Remove-GeminiTunedModelPermission tunedModels/x/permissions/../../y", "PermissionNameInvalid", "../../y")]
    [InlineData("Get-GeminiTunedModelPermission -Name tunedModels/x", "PermissionNameInvalid", "'tunedModels/x'")]
    [InlineData("Move-GeminiTunedModelOwner inc-1 'ada example'", "EmailAddressInvalid", "ada example")]
    public void Bad_input_is_one_error_and_nothing_is_sent(string command, string errorId, string named)
    {
        RunResult result = _session.TryRun(command);
        Assert.Equal([errorId], result.ErrorIds);
        Assert.Contains(named, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.NotEqual(System.Management.Automation.ErrorCategory.NotSpecified, result.Errors[0].CategoryInfo.Category);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("Get-GeminiTunedModel")]
    [InlineData("Get-GeminiModel")]
    [InlineData("Wait-GeminiTuning x")]
    [InlineData("Remove-GeminiTunedModel x")]
    [InlineData("Invoke-GeminiTunedModel x y")]
    [InlineData("Get-GeminiTunedModelPermission x")]
    [InlineData("Move-GeminiTunedModelOwner x ada@example.com")]
    public void Without_a_connection_every_cmdlet_names_the_one_to_run(string command)
    {
        using var session = new ModuleSession();
        RunResult result = session.TryRun(command);
        Assert.Equal(["NotConnected"], result.ErrorIds);
        Assert.Contains("Connect-GeminiTuning", result.Errors.Single().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_connection_is_not_used()
    {
        RunResult result = _session.TryRun("$c = Get-GeminiTuningContext; Disconnect-GeminiTuning; Get-GeminiTunedModel -Context $c");
        Assert.Equal(["ContextClosed"], result.ErrorIds);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("http://example.com/", "InsecureEndpoint")]
    [InlineData("ftp://127.0.0.1/", "EndpointInvalid")]
    public void A_credential_is_not_sent_in_the_clear(string endpoint, string errorId) =>
        Assert.Equal([errorId], _session.TryRun($"Connect-GeminiTuning -ApiKey k -Endpoint {endpoint}").ErrorIds);
}
