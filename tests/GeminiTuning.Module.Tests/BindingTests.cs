using System;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>What one cmdlet emits, the others take.</summary>
public sealed class BindingTests : IDisposable
{
    private readonly ModuleSession _session = new ModuleSession().WithEmulator();

    public BindingTests() => _session.Run("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -Wait");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("'inc-1' | Get-GeminiTunedModel")]
    [InlineData("'tunedModels/inc-1' | Get-GeminiTunedModel")]
    [InlineData("Get-GeminiTunedModel -Model inc-1")]
    [InlineData("Get-GeminiTunedModel -Id inc-1")]
    [InlineData("Get-GeminiTuningJob inc-1 | Get-GeminiTunedModel")]
    [InlineData("Invoke-GeminiTunedModel inc-1 x | Get-GeminiTunedModel")]
    [InlineData("Get-GeminiTunedModel inc-1 | Get-GeminiTunedModel")]
    [InlineData("Get-GeminiTunedModel inc-1 | Wait-GeminiTuning")]
    [InlineData("Get-GeminiTuningJob inc-1 | Wait-GeminiTuning")]
    [InlineData("[pscustomobject]@{ Name = 'inc-1'; Extra = 1 } | Get-GeminiTunedModel")]
    [InlineData("[pscustomobject]@{ Id = 'inc-1' } | Get-GeminiTunedModel")]
    [InlineData("@{ Name = 'inc-1' } | Get-GeminiTunedModel")]
    [InlineData("Get-GeminiTunedModel (Get-GeminiTuningJob inc-1)")]
    [InlineData("Wait-GeminiTuning -Name (Get-GeminiTunedModel inc-1)")]
    public void Names_and_objects_bind(string command) =>
        Assert.Equal("tunedModels/inc-1", Assert.Single(_session.Run(command)).Properties["Name"].Value);

    [Fact]
    public void Deserialised_objects_bind()
    {
        PSObject model = Assert.Single(_session.Run("Get-GeminiTunedModel inc-1"));
        object copy = PSSerializer.Deserialize(PSSerializer.Serialize(model));
        Assert.Single(_session.Run("$input | Get-GeminiTunedModel", [copy]));

        PSObject job = Assert.Single(_session.Run("Get-GeminiTuningJob inc-1"));
        object copiedJob = PSSerializer.Deserialize(PSSerializer.Serialize(job));
        Assert.Single(_session.Run("$input | Get-GeminiTunedModel", [copiedJob]));
    }

    [Fact]
    public void Rows_with_a_prompt_column_bind() =>
        Assert.Equal("7", Assert.Single(_session.Run("[pscustomobject]@{ text_input = '7'; output = '8' } | Invoke-GeminiTunedModel -Model inc-1")).Properties["Prompt"].Value);

    [Fact]
    public void Something_without_a_name_is_refused_with_its_type()
    {
        ErrorRecord error = _session.Fail("Get-Command Get-Help | Remove-GeminiTunedModel");
        Assert.Contains("CmdletInfo", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contexts_can_be_passed_to_another_runspace()
    {
        object context = Assert.Single(_session.Run("Get-GeminiTuningContext")).BaseObject;
        using var other = new ModuleSession();
        Assert.Single(other.Run("$input | ForEach-Object { Get-GeminiTunedModel inc-1 -Context $_ }", [context]));
        Assert.Equal(["NotConnected"], other.TryRun("Get-GeminiTunedModel").ErrorIds);
    }

    [Fact]
    public void Two_sessions_have_two_emulators()
    {
        using ModuleSession other = new ModuleSession().WithEmulator();
        Assert.Empty(other.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void A_service_without_a_tunable_model_says_where_tuning_is_now()
    {
        using ModuleSession session = new ModuleSession().WithEmulator("-NoTunableModel");
        ErrorRecord error = session.Fail("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001");
        Assert.Equal("NoTunableModel", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("Vertex AI", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("May 2025", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_emulator_is_forgotten()
    {
        RunResult result = _session.TryRun("Stop-GeminiTuningEmulator; Get-GeminiTunedModel");
        Assert.Equal(["NotConnected"], result.ErrorIds);
        Assert.Single(_session.TryRun("Stop-GeminiTuningEmulator 1").ErrorIds, "EmulatorNotFound");
    }
}
