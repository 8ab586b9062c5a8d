using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Learns preferences.</summary>
internal sealed class PreferenceCourse : ITuningCourse
{
    private readonly LanguageModel _model;
    private readonly List<PreferencePair> _validation;

    public PreferenceCourse(LanguageModel model, Message job, IReadOnlyList<PreferenceDatasetExample> examples, IReadOnlyList<PreferenceDatasetExample> validation)
    {
        _model = model;
        ExampleCount = examples.Count;
        Choices = TuningChoices.For(TuningSpecs.HyperparametersOf(TuningSpecs.SpecOf(job)), examples.Count);
        Trainer = new PreferenceTrainer(
            model, [.. examples.Select(example => example.ToPreferenceExample())], Choices.EpochCount, Choices.BatchSize, Choices.LearningRate, Choices.Beta, seed: 0);
        Statistics = DatasetStatistics.Describe(job.Descriptor, examples, Trainer.TotalSteps);

        // Made now, as a pair compares with the model as it is before the first step.
        _validation = [.. validation.Select(example => new PreferencePair(model, example.ToPreferenceExample(), Choices.Beta))];
    }

    public ITrainer Trainer { get; }

    public int ExampleCount { get; }

    public TuningChoices Choices { get; }

    public Message Statistics { get; }

    public void Note(TrainingStep step, LossCurves curves, DateTimeOffset now) =>
        curves.Append("/preference_optimization_train_loss", new LossPointRecord(step.Step, now, step.MeanLoss));

    public void Validate(long step, LossCurves curves, DateTimeOffset now)
    {
        if (_validation.Count > 0)
        {
            curves.Append("/eval_total_loss", new LossPointRecord(step, now, _validation.Average(pair => pair.Measure(_model.Weights))));
        }
    }
}
