using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>The same cmdlets on Vertex AI, over HTTP on the running emulator.</summary>
public sealed class VertexLifecycleTests : IDisposable
{
    private static readonly string Csv = Path.Combine(ModuleSession.RepositoryRoot, "docs", "increment.csv");
    private readonly ModuleSession _session = new();

    public VertexLifecycleTests() =>
        _session.Run("Start-GeminiTuningEmulator -TuningDuration 0; Connect-GeminiTuning -Backend VertexAI -Emulator");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_model_is_tuned_watched_asked_changed_and_deleted()
    {
        PSObject job = Assert.Single(_session.Run($"New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath '{Csv}' -DisplayName counting -EpochCount 10 -Label @{{ team = 'x' }} -Description first"));
        Assert.Equal("VertexAI", Text(job, "Backend"));
        Assert.Equal("counting", Text(job, "Title"));
        Assert.StartsWith("gs://geminituning-emulator/", Text(job, "TrainingDataUri"), StringComparison.Ordinal);

        PSObject model = Assert.Single(_session.Run("Get-GeminiTuningJob | Wait-GeminiTuning"));
        Assert.Equal("Active", Text(model, "State"));
        Assert.Equal("counting", Text(model, "DisplayName"));
        Assert.Single(_session.Run("Get-GeminiTunedModel count*"));
        Assert.Empty(_session.Run("Get-GeminiTunedModel other*"));
        Assert.Empty(_session.Run("Remove-GeminiTunedModel count*"));
        Assert.Contains("/endpoints/", Text(model, "Endpoint"), StringComparison.Ordinal);
        Assert.Equal(10, ((IEnumerable<object>)model.Properties["Checkpoints"].Value).Count());

        double[] losses = [.. _session.Run("Get-GeminiTunedModel | Get-GeminiTuningLoss").Select(static p => (double)p.Properties["MeanLoss"].Value)];
        Assert.True(losses[^5..].Average() < losses[..5].Average() / 2);

        Collection<PSObject> answers = _session.Run("$m = Get-GeminiTunedModel; '1', 'one' | Invoke-GeminiTunedModel -Model $m -Temperature 0; Get-GeminiTuningJob | Invoke-GeminiTunedModel -Prompt 8 -Temperature 0; $m.Checkpoints[0] | Invoke-GeminiTunedModel -Prompt 8");
        Assert.Equal(["1", "one", "8", "8"], answers.Select(static a => Text(a, "Prompt")));

        PSObject changed = Assert.Single(_session.Run("Get-GeminiTunedModel | Set-GeminiTunedModel -DisplayName renamed -Description second -Label @{ team = 'y' } -PassThru"));
        Assert.Equal("renamed", Text(changed, "DisplayName"));
        Assert.Equal("second", Text(changed, "Description"));
        Assert.Equal("y", ((IReadOnlyDictionary<string, string>)changed.Properties["Labels"].Value)["team"]);

        PSObject statistics = (PSObject)_session.Run("(Get-GeminiTuningJob).DataStatistics")[0];
        Assert.Equal(15L, statistics.Properties["ExampleCount"].Value);

        Assert.Empty(_session.Run("Get-GeminiTunedModel | Remove-GeminiTunedModel"));
        Assert.Empty(_session.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void WhatIf_names_every_resource_that_would_go()
    {
        Tune("counting", "-EpochCount 2");
        _session.Run("Get-GeminiTunedModel | Remove-GeminiTunedModel -WhatIf");
        string shown = _session.Host.Screen.Text;
        Assert.Equal(2, shown.Split("/deployedModels/").Length - 1);
        Assert.Contains("/models/", shown, StringComparison.Ordinal);
        Assert.Contains("gs://geminituning-emulator/", shown, StringComparison.Ordinal);
        Assert.Single(_session.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void Validation_data_gives_a_validation_loss()
    {
        Collection<PSObject> points = _session.Run($"New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath '{Csv}' -ValidationData @{{ input = '5'; output = '6' }}, @{{ input = 'two'; output = 'three' }} -EpochCount 3 -Wait | Get-GeminiTuningLoss");
        Assert.Contains(points, static p => p.Properties["ValidationLoss"].Value is double);
    }

    [Fact]
    public void A_tuned_model_and_a_checkpoint_can_be_tuned_on()
    {
        Tune("counting", "-EpochCount 2");
        PSObject second = Assert.Single(_session.Run($"$m = Get-GeminiTunedModel; New-GeminiTunedModel $m -TrainingDataPath '{Csv}' -EpochCount 1 -DisplayName 'further' -Wait"));
        Assert.Equal("further", Text(second, "DisplayName"));
        RunResult missing = _session.TryRun($"New-GeminiTunedModel $m -CheckpointId 99 -TrainingDataPath '{Csv}' -EpochCount 1");
        Assert.Equal(["CheckpointNotFound"], missing.ErrorIds);
        Assert.Single(_session.Run($"New-GeminiTunedModel $m -CheckpointId 1 -TrainingDataPath '{Csv}' -EpochCount 1 -DisplayName 'from a checkpoint' -Wait"));
        Assert.Equal(3, _session.Run("Get-GeminiTunedModel").Count);
    }

    [Fact]
    public void Preferences_can_be_tuned_on()
    {
        PSObject model = Assert.Single(_session.Run(
            "1..16 | ForEach-Object { @{ input = \"say $_\"; output = 'yes please'; rejected = 'no' } } | New-GeminiTunedModel gemini-2.5-flash -Method Preference -EpochCount 2 -DisplayName polite -Wait"));
        Assert.Equal("Active", Text(model, "State"));
        Assert.NotEmpty(_session.Run("Get-GeminiTunedModel | Get-GeminiTuningLoss"));
    }

    [Fact]
    public void A_cancelled_job_says_so()
    {
        using var session = new ModuleSession();
        session.Run("Start-GeminiTuningEmulator -TuningDuration 600; Connect-GeminiTuning -Backend VertexAI -Emulator");
        session.Run($"New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath '{Csv}' -DisplayName slow | Stop-GeminiTuning");
        Assert.Equal(["TuningCancelled"], session.TryRun("Get-GeminiTuningJob | Wait-GeminiTuning").ErrorIds);
    }

    [Fact]
    public void What_a_failed_job_left_behind_is_found_and_removed()
    {
        RunResult failed = _session.TryRun($"New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath '{Csv}' -EpochCount 1 -Label @{{ 'emulator-fail' = 'endpoint' }} -Wait");
        Assert.Equal(["TuningFailed"], failed.ErrorIds);
        Assert.Contains("Model Registry", failed.Errors[0].Exception.Message, StringComparison.Ordinal);

        _session.Run("Get-GeminiTuningJob -State Failed | Remove-GeminiTunedModel -WhatIf");
        Assert.Contains("/models/", _session.Host.Screen.Text, StringComparison.Ordinal);
        _session.Run("Get-GeminiTuningJob -State Failed | Remove-GeminiTunedModel");
        Assert.Empty(_session.Run("Get-GeminiTunedModel -State Active"));
    }

    [Fact]
    public void Another_default_checkpoint_is_what_answers_from_then_on()
    {
        Tune("counting", "-EpochCount 2");
        string before = Text(Assert.Single(_session.Run("$m = Get-GeminiTunedModel; $m | Invoke-GeminiTunedModel -Prompt 1")), "Model");
        _session.Run("$m | Set-GeminiTunedModel -DefaultCheckpointId 1");
        string after = Text(Assert.Single(_session.Run("$m | Invoke-GeminiTunedModel -Prompt 1")), "Model");
        string served = Text(Assert.Single(_session.Run("Get-GeminiTunedModel")), "Endpoint");

        Assert.NotEqual(before, after);
        Assert.Equal(served, after);
    }

    [Fact]
    public void Numbers_and_deserialised_checkpoints_name_what_they_mean()
    {
        Tune("counting", "-EpochCount 2");
        Assert.Single(_session.Run("$m = Get-GeminiTunedModel; Get-GeminiTunedModel ([long]($m.Id -split '@')[0])"));

        PSObject checkpoint = Assert.Single(_session.Run("$m.Checkpoints[0]"));
        object copy = PSSerializer.Deserialize(PSSerializer.Serialize(checkpoint));
        Assert.Equal(Text(checkpoint, "Endpoint"), Text(Assert.Single(_session.Run("$input | Invoke-GeminiTunedModel -Prompt 1", [copy])), "Model"));
    }

    [Fact]
    public void The_same_data_is_uploaded_once()
    {
        Tune("first", "-EpochCount 1");
        RunResult second = _session.TryRun($"New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath '{Csv}' -EpochCount 1 -DisplayName second -Wait -Verbose");
        string[] uris = [.. _session.Run("Get-GeminiTuningJob").Select(static j => Text(j, "TrainingDataUri"))];
        Assert.Equal(uris[0], uris[1]);
        Assert.Contains(second.Streams.Verbose, static line => line.Message.Contains("already", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Fifty_models_are_listed_and_deleted_in_one_pipeline()
    {
        _session.Run($"1..50 | ForEach-Object {{ New-GeminiTunedModel gemini-2.5-flash @{{ input = '1'; output = '2' }} -EpochCount 1 -ExportLastCheckpointOnly -DisplayName \"many-$_\" }} | Wait-GeminiTuning -PollInterval 0.2");
        Assert.Equal(50, _session.Run("Get-GeminiTunedModel").Count);
        Assert.Equal(50, _session.Run("Get-GeminiTuningJob -State Succeeded").Count);

        _session.Run("Get-GeminiTunedModel | Where-Object DisplayName -Like many-* | Remove-GeminiTunedModel -ThrottleLimit 16");
        Assert.Empty(_session.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void A_cut_connection_does_not_spoil_an_upload()
    {
        Uri emulator = (Uri)Assert.Single(_session.Run("(Get-GeminiTuningContext).Endpoint")).BaseObject;
        using var proxy = new CuttingProxy(emulator, cutAfter: 1_000_000);
        _session.Run($"Connect-GeminiTuning -Backend VertexAI -Endpoint {proxy.Endpoint} -AccessToken token -Project emulator -Location us-central1 -StagingUri gs://geminituning-emulator/cut");
        PSObject job = Assert.Single(_session.Run("1..600 | ForEach-Object { @{ input = \"$_\"; output = 'x' * 5000 } } | New-GeminiTunedModel gemini-2.5-flash -EpochCount 1 -DisplayName cut -Wait | Get-GeminiTuningJob"));

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(600L, ((PSObject)_session.Run("(Get-GeminiTuningJob).DataStatistics")[0]).Properties["ExampleCount"].Value);
        Assert.Equal("Succeeded", Text(job, "State"));
    }

    private static string Text(PSObject item, string property) => item.Properties[property].Value?.ToString() ?? string.Empty;

    private void Tune(string name, string options) =>
        _session.Run($"New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath '{Csv}' -DisplayName {name} {options} -Wait");
}
