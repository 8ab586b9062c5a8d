using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Learning;

/// <summary>Tunes a model on preferences, as <see cref="Trainer"/> does on examples.</summary>
internal sealed class PreferenceTrainer : ITrainer
{
    private readonly LanguageModel _model;
    private readonly PreferencePair[] _pairs;
    private readonly int _epochCount;
    private readonly int _batchSize;
    private readonly Weights _gradients;
    private readonly Optimizer _optimizer;
    private readonly ExampleOrder _order;
    private int _step;

    public PreferenceTrainer(
        LanguageModel model,
        IReadOnlyList<PreferenceExample> examples,
        int epochCount,
        int batchSize,
        double learningRate,
        double beta,
        int seed)
    {
        _model = model;
        _epochCount = epochCount;
        _batchSize = batchSize;
        model.Vocabulary.Learn(examples.SelectMany(ListElements));
        model.Weights.Grow(model.Name, model.Vocabulary);
        _pairs = examples.Select(example => new PreferencePair(model, example, beta)).ToArray();
        _gradients = new Weights(model.Vocabulary.Count);
        _optimizer = new Optimizer(model.Weights, _gradients, learningRate);
        _order = new ExampleOrder(_pairs.Length, seed);
        TotalSteps = checked((int)((((long)_pairs.Length * epochCount) + batchSize - 1) / batchSize));
    }

    /// <inheritdoc/>
    public int TotalSteps { get; }

    /// <inheritdoc/>
    public TrainingStep? Next()
    {
        if (_step == TotalSteps)
        {
            return null;
        }

        var first = (long)_step * _batchSize;
        var count = (int)Math.Min(_batchSize, ((long)_pairs.Length * _epochCount) - first);
        double loss = 0;
        for (var i = 0; i < count; i++)
        {
            loss += _pairs[_order.At(first + i)].Measure(_model.Weights, _gradients, 1.0 / count);
        }

        _optimizer.Step();
        _step++;
        return new TrainingStep(_step, (int)(first / _pairs.Length), loss);
    }

    private static IEnumerable<string> ListElements(PreferenceExample example) =>
        ExampleLoss.ListElements(new LearningExample(example.Input, example.Preferred))
            .Concat(ExampleLoss.ListElements(new LearningExample(example.Input, example.Rejected)));
}
