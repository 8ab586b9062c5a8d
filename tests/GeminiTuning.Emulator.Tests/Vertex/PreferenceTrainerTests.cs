using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Tests.Learning;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class PreferenceTrainerTests
{
    private static readonly PreferenceExample[] Preferences =
        [new("go?", "left", "right"), new("stop?", "right", "left"), new("wait?", "left", "right")];

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(5, 4, 4)]
    [InlineData(2, 64, 1)]
    public void Step_count_runs_batches_on_across_epochs(int epochs, int batchSize, int expected)
    {
        var steps = Train(Lessons.CreateBase(), epochs, batchSize);

        Assert.Equal(Enumerable.Range(1, expected), steps.Select(step => step.Step));
    }

    [Fact]
    public void Loss_begins_at_log_2_and_falls()
    {
        var steps = Train(Lessons.CreateBase(), 40, 3);

        Assert.Equal(Math.Log(2), steps[0].MeanLoss, 1e-9);
        Assert.True(steps[^1].MeanLoss < 0.5);
    }

    [Fact]
    public void Preferred_answers_are_given_and_the_rejected_ones_become_unlikely()
    {
        var model = Lessons.CreateBase();

        Train(model, 40, 3);

        Assert.All(Preferences, example => Assert.Equal(example.Preferred, model.Generate(example.Input, Lessons.Greedy).Text));
        var preferred = Evaluation.Of(model, [.. Preferences.Select(example => new LearningExample(example.Input, example.Preferred))]);
        var rejected = Evaluation.Of(model, [.. Preferences.Select(example => new LearningExample(example.Input, example.Rejected))]);
        Assert.True(rejected.MeanLoss > preferred.MeanLoss + 1);
    }

    [Fact]
    public void Evaluation_counts_the_likeliest_characters()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.Colours, epochCount: 60);

        var evaluation = Evaluation.Of(model, Lessons.Colours);

        Assert.Equal("redyellowgreenblue".Length + Lessons.Colours.Length, evaluation.PredictionCount);
        Assert.Equal(evaluation.PredictionCount, evaluation.CorrectCount);
    }

    private static List<TrainingStep> Train(LanguageModel model, int epochs, int batchSize)
    {
        var trainer = new PreferenceTrainer(model, Preferences, epochs, batchSize, 0.001, beta: 0.1, seed: 0);
        var steps = new List<TrainingStep>();
        while (trainer.Next() is { } step)
        {
            steps.Add(step);
        }

        return steps;
    }
}
