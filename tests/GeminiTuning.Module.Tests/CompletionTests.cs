using System;
using System.Linq;

namespace GeminiTuning.Module.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly ModuleSession _session = new ModuleSession().WithEmulator();

    public CompletionTests() =>
        _session.Run("'inc-1', 'inc-2', 'other' | ForEach-Object { @{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id $_ } | Wait-GeminiTuning");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-GeminiTunedModel in", "inc-1,inc-2")]
    [InlineData("Get-GeminiTunedModel tunedModels/oth", "other")]
    [InlineData("Remove-GeminiTunedModel -Name 'in", "inc-1,inc-2")]
    [InlineData("Wait-GeminiTuning oth", "other")]
    [InlineData("Set-GeminiTunedModel -Name oth", "other")]
    [InlineData("Invoke-GeminiTunedModel -Model oth", "other")]
    [InlineData("Invoke-GeminiTunedModel -Model models/gemini-1.0-pro", "models/gemini-1.0-pro-001")]
    [InlineData("New-GeminiTunedModel -BaseModel models/gemini-1.0-pro", "models/gemini-1.0-pro-001")]
    [InlineData("New-GeminiTunedModel -BaseModel tunedModels/oth", "tunedModels/other")]
    [InlineData("Get-GeminiTunedModel -State Act", "Active")]
    [InlineData("Get-GeminiTunedModelPermission oth", "other")]
    [InlineData("Add-GeminiTunedModelPermission -Model oth", "other")]
    [InlineData("Move-GeminiTunedModelOwner oth", "other")]
    [InlineData("Connect-GeminiTuning -Backend Ver", "VertexAI")]
    [InlineData("Export-GeminiTrainingData -For Gem", "GeminiApi")]
    [InlineData("Import-GeminiTrainingData -Format J", "Json,Jsonl")]
    public void Tab_offers_what_is_there(string typed, string expected) =>
        Assert.Equal(expected.Split(','), _session.Complete(typed).Order(StringComparer.Ordinal));

    [Fact]
    public void Tab_offers_nothing_and_says_nothing_without_a_connection()
    {
        using var session = new ModuleSession();
        Assert.Empty(session.Complete("Get-GeminiTunedModel tunedModels/in"));
    }
}
