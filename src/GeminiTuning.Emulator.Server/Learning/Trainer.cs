using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// Tunes a model on examples by mini-batches, one step at a time. The examples of each epoch come in an order of
/// their own, drawn from the seed; a batch may begin in one epoch and end in the next.
/// </summary>
internal sealed class Trainer : ITrainer
{
    private readonly LanguageModel _model;
    private readonly ExampleLoss[] _examples;
    private readonly int _epochCount;
    private readonly int _batchSize;
    private readonly Weights _gradients;
    private readonly Optimizer _optimizer;
    private readonly ExampleOrder _order;
    private int _step;

    public Trainer(
        LanguageModel model,
        IReadOnlyList<LearningExample> examples,
        int epochCount,
        int batchSize,
        double learningRate,
        int seed)
    {
        if (batchSize < 1)
        {
            throw new ArgumentException("A batch has at least one example.", nameof(batchSize));
        }

        if (epochCount < 0)
        {
            throw new ArgumentException("The number of epochs cannot be negative.", nameof(epochCount));
        }

        _model = model;
        _epochCount = epochCount;
        _batchSize = batchSize;
        model.Vocabulary.Learn(examples.SelectMany(ExampleLoss.ListElements));
        model.Weights.Grow(model.Name, model.Vocabulary);
        _examples = examples.Select(example => new ExampleLoss(model.Vocabulary, example)).ToArray();
        _gradients = new Weights(model.Vocabulary.Count);
        _optimizer = new Optimizer(model.Weights, _gradients, learningRate);
        _order = new ExampleOrder(_examples.Length, seed);
        TotalSteps = checked((int)((((long)_examples.Length * epochCount) + batchSize - 1) / batchSize));
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
        var end = Math.Min(first + _batchSize, (long)_examples.Length * _epochCount);
        var batch = new List<ExampleLoss>();
        for (var i = first; i < end; i++)
        {
            batch.Add(_examples[_order.At(i)]);
        }

        var characters = batch.Sum(example => example.Length);
        var loss = batch.Sum(example => example.Measure(_model.Weights, _gradients, 1.0 / characters));
        _optimizer.Step();
        _step++;
        return new TrainingStep(_step, (int)(first / _examples.Length), loss)
        {
            PredictionCount = characters,
            CorrectCount = batch.Sum(example => example.CorrectCount),
        };
    }
}
