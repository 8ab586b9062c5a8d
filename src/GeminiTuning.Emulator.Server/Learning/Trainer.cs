using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// Tunes a model on examples by mini-batches, one step at a time. The examples of each epoch come in an order of
/// their own, drawn from the seed; a batch may begin in one epoch and end in the next.
/// </summary>
internal sealed class Trainer
{
    private readonly LanguageModel _model;
    private readonly ExampleLoss[] _examples;
    private readonly int _epochCount;
    private readonly int _batchSize;
    private readonly int _seed;
    private readonly Weights _gradients;
    private readonly Optimizer _optimizer;
    private readonly int[] _order;
    private int _orderedEpoch = -1;
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
        _seed = seed;
        model.Vocabulary.Learn(examples.SelectMany(ExampleLoss.ListElements));
        model.Weights.Grow(model.Name, model.Vocabulary);
        _examples = examples.Select(example => new ExampleLoss(model.Vocabulary, example)).ToArray();
        _gradients = new Weights(model.Vocabulary.Count);
        _optimizer = new Optimizer(model.Weights, _gradients, learningRate);
        _order = new int[_examples.Length];
        TotalSteps = checked((int)((((long)_examples.Length * epochCount) + batchSize - 1) / batchSize));
    }

    /// <summary>How often <see cref="Next"/> yields a step.</summary>
    public int TotalSteps { get; }

    /// <summary>Does one optimiser step; null when all are done.</summary>
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
            batch.Add(_examples[ExampleAt(i)]);
        }

        var characters = batch.Sum(example => example.Length);
        var loss = batch.Sum(example => example.Measure(_model.Weights, _gradients, 1.0 / characters));
        _optimizer.Step();
        _step++;
        return new TrainingStep(_step, (int)(first / _examples.Length), loss);
    }

    private int ExampleAt(long index)
    {
        var epoch = (int)(index / _examples.Length);
        if (epoch != _orderedEpoch)
        {
            _orderedEpoch = epoch;
            for (var i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }

            new SeededRandom(SeededRandom.Hash($"{_seed}/{epoch}")).Shuffle(_order);
        }

        return _order[index % _examples.Length];
    }
}
