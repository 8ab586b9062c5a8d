using System;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>The walk-through that the module exists for, over HTTP on the running emulator.</summary>
public sealed class LifecycleTests : IDisposable
{
    private const string Base = "models/gemini-1.0-pro-001";
    private static readonly string Csv = Path.Combine(ModuleSession.RepositoryRoot, "docs", "increment.csv");
    private readonly ModuleSession _session = new ModuleSession().WithEmulator();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Tunable_models_are_offered()
    {
        Collection<PSObject> all = _session.Run("Get-GeminiModel");
        Collection<PSObject> tunable = _session.Run("Get-GeminiModel -Tunable");

        Assert.Contains(Base, tunable.Select(Name));
        Assert.True(all.Count > tunable.Count);
        Assert.Equal(Base, Name(Assert.Single(_session.Run("Get-GeminiModel *1.0-pro-001"))));
        Assert.Equal(Base, Name(Assert.Single(_session.Run("Get-GeminiModel gemini-1.0-pro-001"))));
    }

    [Fact]
    public void A_job_is_emitted_at_once_and_waiting_emits_the_model()
    {
        PSObject job = Assert.Single(_session.Run($"New-GeminiTunedModel {Base} -TrainingDataPath '{Csv}' -Id inc-1 -EpochCount 10 -BatchSize 2 -LearningRate 0.001"));
        Assert.Equal("GeminiTuning.TuningJob", job.TypeNames[0]);
        Assert.Equal(75, job.Properties["TotalSteps"].Value);
        Assert.Equal("tunedModels/inc-1", job.Properties["TunedModel"].Value);

        PSObject model = Assert.Single(_session.Run("$args[0] | Wait-GeminiTuning".Replace("$args[0]", "'inc-1'", StringComparison.Ordinal)));
        Assert.Equal("GeminiTuning.TunedModel", model.TypeNames[0]);
        Assert.Equal("Active", model.Properties["State"].Value.ToString());
        Assert.Equal("tunedModels/inc-1", Name(model));
        Assert.IsType<DateTimeOffset>(model.Properties["CreateTime"].Value);
        Assert.Equal(10, model.Properties["EpochCount"].Value);
        Assert.Equal(0.001, (double)model.Properties["LearningRate"].Value, 6);
    }

    [Fact]
    public void Loss_falls_and_has_a_point_for_each_step()
    {
        double[] losses = [.. _session.Run($"New-GeminiTunedModel {Base} -TrainingDataPath '{Csv}' -EpochCount 10 -BatchSize 2 -LearningRate 0.001 -Wait | Get-GeminiTuningLoss")
            .Select(static p => (double)p.Properties["MeanLoss"].Value)];

        Assert.Equal(75, losses.Length);
        Assert.True(losses[^15..].Average() < losses[..15].Average() / 2, $"{losses[..15].Average()} -> {losses[^15..].Average()}");
    }

    [Theory]
    [InlineData("@{ text_input = '1'; output = '2' }")]
    [InlineData("@{ textInput = '1'; output = '2' }")]
    [InlineData("@{ input = '1'; output = '2' }")]
    [InlineData("[pscustomobject]@{ text_input = 1; output = 2 }")]
    [InlineData("[pscustomobject]@{ TEXT_INPUT = '1'; Output = '2' }")]
    public void Rows_of_every_shape_are_taken_from_the_pipeline(string row)
    {
        PSObject job = Assert.Single(_session.Run($"{row}, {row} | New-GeminiTunedModel {Base} -EpochCount 2 -BatchSize 1"));
        Assert.Equal(4, job.Properties["TotalSteps"].Value);
    }

    [Fact]
    public void Rows_under_other_names_are_taken_by_InputProperty_and_OutputProperty()
    {
        PSObject job = Assert.Single(_session.Run($"New-GeminiTunedModel {Base} @{{ q = 1; a = 2 }}, @{{ q = 3; a = 4 }} -InputProperty q -OutputProperty a -EpochCount 1 -BatchSize 1"));
        Assert.Equal(2, job.Properties["TotalSteps"].Value);
    }

    [Fact]
    public void Prompts_are_answered_in_order_however_many_run_at_once()
    {
        Tune("inc-1");
        Collection<PSObject> answers = _session.Run("1..40 | ForEach-Object { \"$_\" } | Invoke-GeminiTunedModel -Model inc-1 -ThrottleLimit 16");

        Assert.Equal(Enumerable.Range(1, 40).Select(static n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), answers.Select(static a => (string)a.Properties["Prompt"].Value));
        Assert.All(answers, static a =>
        {
            Assert.Equal("tunedModels/inc-1", a.Properties["Model"].Value);
            Assert.NotNull(a.Properties["FinishReason"].Value);
            Assert.IsType<int>(a.Properties["TotalTokenCount"].Value);
        });
    }

    [Fact]
    public void Base_models_answer_too() =>
        Assert.Equal(Base, Assert.Single(_session.Run($"Invoke-GeminiTunedModel {Base} hello")).Properties["Model"].Value);

    [Fact]
    public void A_model_from_the_pipeline_is_asked_a_prompt() =>
        Assert.Equal("55", Assert.Single(_session.Run($"New-GeminiTunedModel {Base} -TrainingDataPath '{Csv}' -Wait | Invoke-GeminiTunedModel -Prompt 55")).Properties["Prompt"].Value);

    [Fact]
    public void Streamed_pieces_make_up_the_whole_answer()
    {
        Tune("inc-1");
        string whole = (string)Assert.Single(_session.Run("Invoke-GeminiTunedModel inc-1 'two hundred' -Temperature 0")).Properties["Text"].Value;
        Collection<PSObject> pieces = _session.Run("Invoke-GeminiTunedModel inc-1 'two hundred' -Temperature 0 -Stream");

        Assert.Equal(whole, string.Concat(pieces.Select(static p => p.Properties["Text"].Value)));
        Assert.NotNull(pieces[^1].Properties["FinishReason"].Value);
    }

    [Fact]
    public void Only_what_is_given_is_changed()
    {
        Tune("inc-1", "-DisplayName 'Counting' -Description 'old' -Temperature 0.3");
        PSObject model = Assert.Single(_session.Run("Set-GeminiTunedModel inc-1 -Description 'new' -PassThru"));

        Assert.Equal("new", model.Properties["Description"].Value);
        Assert.Equal("Counting", model.Properties["DisplayName"].Value);
        Assert.Equal(0.3, (double)model.Properties["Temperature"].Value, 3);
        Assert.Empty(_session.Run("Set-GeminiTunedModel inc-1 -TopK 3"));
    }

    [Fact]
    public void A_description_can_be_cleared()
    {
        Tune("inc-1", "-Description old");
        PSObject model = Assert.Single(_session.Run("Set-GeminiTunedModel inc-1 -Description '' -PassThru"));
        Assert.True(string.IsNullOrEmpty((string?)model.Properties["Description"].Value));
    }

    [Fact]
    public void A_deleted_model_is_gone_and_says_so_in_one_error()
    {
        Tune("inc-1");
        Assert.Empty(_session.Run("Get-GeminiTunedModel inc-1 | Remove-GeminiTunedModel"));

        ErrorRecord error = _session.Fail("Get-GeminiTunedModel inc-1");
        Assert.Equal("TunedModelNotFound", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("tunedModels/inc-1", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_is_deleted_and_what_cannot_be_deleted_is_one_error_each()
    {
        _session.Run($"1..12 | ForEach-Object {{ New-GeminiTunedModel {Base} @{{input='1';output='2'}} -Id \"batch-$_\" -EpochCount 1 }} | Wait-GeminiTuning");
        RunResult result = _session.TryRun("'batch-1', 'gone-1', 'batch-2', 'gone-2' | Remove-GeminiTunedModel");
        Assert.Equal(["TunedModelNotFound", "TunedModelNotFound"], result.ErrorIds);

        _session.Run("Get-GeminiTunedModel | Remove-GeminiTunedModel -ThrottleLimit 4");
        Assert.Empty(_session.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void More_models_than_a_page_are_listed_and_deleted_in_one_pipeline()
    {
        _session.Run($"1..230 | ForEach-Object {{ New-GeminiTunedModel {Base} @{{input='1';output='2'}} -Id \"many-$_\" -EpochCount 1 }}");
        Assert.Equal(230, _session.Run("Get-GeminiTunedModel many-*").Count);

        _session.Run("Get-GeminiTunedModel | Remove-GeminiTunedModel");
        Assert.Empty(_session.Run("Get-GeminiTunedModel"));
    }

    [Fact]
    public void Models_are_found_by_pattern_and_state()
    {
        Tune("inc-1");
        Tune("dec-1");
        Assert.Equal("tunedModels/inc-1", Name(Assert.Single(_session.Run("Get-GeminiTunedModel i*"))));
        Assert.Equal(2, _session.Run("Get-GeminiTunedModel -State Active").Count);
        Assert.Empty(_session.Run("Get-GeminiTunedModel -State FAILED"));
        Assert.Empty(_session.Run("Get-GeminiTunedModel x*"));
    }

    [Fact]
    public void A_tuned_model_can_be_tuned_on()
    {
        Tune("inc-1");
        PSObject model = Assert.Single(_session.Run("Get-GeminiTunedModel inc-1 | ForEach-Object { @{input='9';output='10'} | New-GeminiTunedModel -BaseModel $_ -Id inc-2 -EpochCount 1 -Wait }"));
        Assert.Equal("tunedModels/inc-1", model.Properties["SourceModel"].Value);
        Assert.Equal(Base, model.Properties["BaseModel"].Value);
    }

    [Fact]
    public void Jobs_are_listed_and_found_by_the_model_they_make()
    {
        Tune("inc-1");
        PSObject job = Assert.Single(_session.Run("Get-GeminiTuningJob inc-1"));
        Assert.Equal("Succeeded", job.Properties["State"].Value.ToString());
        Assert.Equal(100.0, job.Properties["CompletedPercent"].Value);
        Assert.Equal(job.Properties["Name"].Value, Assert.Single(_session.Run("Get-GeminiTuningJob")).Properties["Name"].Value);
        Assert.Empty(_session.Run("Get-GeminiTuningJob -State Running"));
    }

    [Fact]
    public void A_diverging_job_is_an_error_with_the_services_reason()
    {
        ErrorRecord error = _session.Fail($"New-GeminiTunedModel {Base} -TrainingDataPath '{Csv}' -Id wild -EpochCount 200 -LearningRate 1000 -Wait");
        Assert.Equal("TuningFailed", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("tunedModels/wild", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("diverged", error.Exception.Message, StringComparison.Ordinal);
    }

    private static string Name(PSObject item) => (string)item.Properties["Name"].Value;

    private void Tune(string id, string options = "") =>
        _session.Run($"New-GeminiTunedModel {Base} -TrainingDataPath '{Csv}' -Id {id} -EpochCount 2 {options} -Wait");
}
