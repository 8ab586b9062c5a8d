using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Learns conversations.</summary>
internal sealed class SupervisedCourse : ITuningCourse
{
    private readonly LanguageModel _model;
    private readonly IReadOnlyList<LearningExample> _validation;

    public SupervisedCourse(LanguageModel model, Message job, IReadOnlyList<SupervisedExample> examples, IReadOnlyList<SupervisedExample> validation)
    {
        _model = model;
        _validation = [.. validation.Select(example => example.ToLearningExample())];
        ExampleCount = examples.Count;
        Choices = TuningChoices.For(TuningSpecs.HyperparametersOf(TuningSpecs.SpecOf(job)), examples.Count);
        Trainer = new Trainer(
            model, [.. examples.Select(example => example.ToLearningExample())], Choices.EpochCount, Choices.BatchSize, Choices.LearningRate, seed: 0);
        Statistics = DatasetStatistics.Describe(job.Descriptor, examples, Trainer.TotalSteps);
    }

    public ITrainer Trainer { get; }

    public int ExampleCount { get; }

    public TuningChoices Choices { get; }

    public Message Statistics { get; }

    public void Note(TrainingStep step, LossCurves curves, DateTimeOffset now) =>
        Append(curves, "/train", step.Step, now, step.MeanLoss, step.PredictionCount, step.CorrectCount);

    public void Validate(long step, LossCurves curves, DateTimeOffset now)
    {
        if (_validation.Count > 0)
        {
            var evaluation = Evaluation.Of(_model, _validation);
            Append(curves, "/eval", step, now, evaluation.MeanLoss, evaluation.PredictionCount, evaluation.CorrectCount);
        }
    }

    private static void Append(LossCurves curves, string prefix, long step, DateTimeOffset now, double loss, int predictions, int correct)
    {
        curves.Append(prefix + "_total_loss", new LossPointRecord(step, now, loss));
        curves.Append(prefix + "_fraction_of_correct_next_step_preds", new LossPointRecord(step, now, (double)correct / predictions));
        curves.Append(prefix + "_num_predictions", new LossPointRecord(step, now, predictions));
    }
}
