using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Tests.Learning;

/// <summary>The examples of Google's tuning guide, and how the tests train on them.</summary>
internal static class Lessons
{
    public const string BaseName = "models/gemini-1.0-pro-001";

    public static readonly LearningExample[] NextNumber =
    [
        new("1", "2"),
        new("3", "4"),
        new("-3", "-2"),
        new("twenty two", "twenty three"),
        new("two hundred", "two hundred one"),
        new("ninety nine", "one hundred"),
        new("8", "9"),
        new("-98", "-97"),
        new("1,000", "1,001"),
        new("10,100,000", "10,100,001"),
        new("thirteen", "fourteen"),
        new("eighty", "eighty one"),
        new("one", "two"),
        new("three", "four"),
        new("seven", "eight"),
    ];

    public static readonly LearningExample[] Colours =
    [
        new("apple", "red"),
        new("banana", "yellow"),
        new("grass", "green"),
        new("sky", "blue"),
    ];

    public static readonly SamplingOptions Greedy = new();

    public static LanguageModel CreateBase() => LanguageModel.CreateBase(BaseName);

    public static IReadOnlyList<TrainingStep> Train(
        LanguageModel model,
        IReadOnlyList<LearningExample> examples,
        int epochCount = 10,
        int batchSize = 2,
        double learningRate = 0.001,
        int seed = 1)
    {
        var trainer = new Trainer(model, examples, epochCount, batchSize, learningRate, seed);
        var steps = new List<TrainingStep>();
        while (trainer.Next() is { } step)
        {
            steps.Add(step);
        }

        return steps;
    }

    public static int CountRight(LanguageModel model, IReadOnlyList<LearningExample> examples) =>
        examples.Count(e => string.Equals(model.Generate(e.Input, Greedy).Text, e.Output, StringComparison.Ordinal));

    public static double[][] ValuesOf(LanguageModel model) =>
        [.. model.Weights.Blocks.Select(block => block.Values)];

    public static double LossOfEpoch(IReadOnlyList<TrainingStep> steps, int epoch) =>
        steps.Where(step => step.Epoch == epoch).Average(step => step.MeanLoss);

    public static double LossOfLastEpoch(IReadOnlyList<TrainingStep> steps) => LossOfEpoch(steps, steps[^1].Epoch);
}
