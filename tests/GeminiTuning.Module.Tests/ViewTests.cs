using System;
using System.IO;

namespace GeminiTuning.Module.Tests;

public sealed class ViewTests
{
    [Theory]
    [InlineData("Get-GeminiModel", "Name", "DisplayName", "Tunable")]
    [InlineData("Get-GeminiTunedModel", "Id", "State", "BaseModel")]
    [InlineData("Get-GeminiTuningJob", "Job", "Steps", "MeanLoss")]
    [InlineData("Get-GeminiTuningLoss inc-1", "TunedModel", "Epoch", "MeanLoss")]
    [InlineData("Invoke-GeminiTunedModel inc-1 5", "Prompt", "Text", "FinishReason")]
    [InlineData("Get-GeminiTunedModelPermission inc-1", "Role", "GranteeType", "EmailAddress", "Name")]
    [InlineData("Test-GeminiTuningConnection", "Status", "Name", "Detail", "Fix")]
    [InlineData("Get-GeminiTuningContext", "Backend", "Endpoint", "CredentialSource")]
    [InlineData("[GeminiTuning.SavedConnection]@{ Name = 'a' }", "IsCurrent", "Backend", "CredentialSource")]
    [InlineData("Import-GeminiTrainingData $rows", "TextInput", "Output", "Source")]
    [InlineData("Test-GeminiTrainingData $rows", "Severity", "RuleId", "Place", "Field", "Message")]
    [InlineData("Measure-GeminiTrainingData $rows", "Examples", "Tokens", "Cost")]
    [InlineData("Split-GeminiTrainingData $rows", "Training", "Validation")]
    [InlineData("Compare-GeminiTuning inc-1", "Rank", "FinalLoss", "Score", "Name")]
    [InlineData("Start-GeminiTuningEmulator", "Endpoint", "TuningDuration", "StatePath")]
    public void Every_output_is_shown_as_a_table(string command, params string[] headers)
    {
        using ModuleSession session = new ModuleSession().WithEmulator();
        session.Run("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -Wait");
        session.Run($"$rows = '{Path.Combine(ModuleSession.RepositoryRoot, "docs", "increment.csv")}'");
        session.Run(command + " | Out-Default");

        string head = session.Host.Screen.Text.TrimStart().Split('\n')[0];
        Assert.All(headers, header => Assert.Contains(header, head, StringComparison.Ordinal));
    }
}
