using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Learning;

public sealed class TrainerTests
{
    [Theory]
    [InlineData(5, 2, 38)]
    [InlineData(5, 4, 19)]
    [InlineData(100, 4, 375)]
    [InlineData(3, 2, 23)]
    [InlineData(10, 2, 75)]
    [InlineData(1, 64, 1)]
    [InlineData(0, 4, 0)]
    public void Step_count_runs_batches_on_across_epochs(int epochs, int batchSize, int expected)
    {
        var trainer = new Trainer(Lessons.CreateBase(), Lessons.NextNumber, epochs, batchSize, 0.001, 1);
        var numbers = new List<int>();
        while (trainer.Next() is { } step)
        {
            numbers.Add(step.Step);
        }

        Assert.Equal(expected, trainer.TotalSteps);
        Assert.Equal(Enumerable.Range(1, expected), numbers);
        Assert.Null(trainer.Next());
    }

    [Fact]
    public void Epoch_of_a_step_is_that_of_its_first_example()
    {
        var steps = Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber, epochCount: 2, batchSize: 4);

        // 15 examples: the fourth batch has three of the first epoch and one of the second.
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], steps.Select(step => step.Epoch));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void Impossible_batch_or_epoch_count_is_refused(int batchSize, int epochs) =>
        Assert.Throws<ArgumentException>(
            () => new Trainer(Lessons.CreateBase(), Lessons.NextNumber, epochs, batchSize, 0.001, 1));

    [Fact]
    public void Loss_falls_clearly_and_the_lesson_is_learned()
    {
        var model = Lessons.CreateBase();

        var steps = Lessons.Train(model, Lessons.NextNumber);

        Assert.InRange(Lessons.LossOfEpoch(steps, 0), 1.5, 6);
        Assert.True(Lessons.LossOfLastEpoch(steps) < 0.2 * Lessons.LossOfEpoch(steps, 0));
        Assert.InRange(Lessons.CountRight(model, Lessons.NextNumber), 13, 15);
    }

    [Fact]
    public void More_epochs_end_at_a_lower_loss()
    {
        var losses = new[] { 2, 10, 40 }
            .Select(epochs => Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber, epochs))
            .Select(Lessons.LossOfLastEpoch)
            .ToArray();

        Assert.True(losses[0] > losses[1], $"{losses[0]} then {losses[1]}");
        Assert.True(losses[1] > losses[2], $"{losses[1]} then {losses[2]}");
    }

    [Fact]
    public void Smaller_rate_learns_more_slowly()
    {
        var losses = new[] { 0.00001, 0.0001, 0.001 }
            .Select(rate => Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber, learningRate: rate))
            .Select(Lessons.LossOfLastEpoch)
            .ToArray();

        Assert.True(losses[0] > 1.2 * losses[1], $"{losses[0]} then {losses[1]}");
        Assert.True(losses[1] > 3 * losses[2], $"{losses[1]} then {losses[2]}");
    }

    [Fact]
    public void Rate_of_zero_learns_nothing()
    {
        var model = Lessons.CreateBase();

        Lessons.Train(model, Lessons.NextNumber, learningRate: 0);

        Assert.Equal("55", model.Generate("55", Lessons.Greedy).Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Rate_that_is_far_too_high_diverges(double rate)
    {
        var steps = Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber, learningRate: rate);

        var middle = Lessons.LossOfEpoch(steps, 4);
        var last = Lessons.LossOfLastEpoch(steps);
        Assert.True(double.IsNaN(middle) || middle > 1000 * steps[0].MeanLoss, $"{middle}");
        Assert.True(double.IsNaN(last) || last > 1000 * middle, $"{middle} then {last}");
    }

    [Fact]
    public void Model_that_has_diverged_still_answers()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.NextNumber, epochCount: 100, learningRate: 1000);

        var answer = model.Generate("55", new SamplingOptions { Temperature = 1 });

        Assert.InRange(answer.TokenCount, 0, LanguageModel.MaxAnswerTokens);
    }

    [Fact]
    public void Same_seed_gives_the_same_curve_and_weights()
    {
        var first = Lessons.CreateBase();
        var second = Lessons.CreateBase();

        var firstSteps = Lessons.Train(first, Lessons.NextNumber, seed: 7);
        var secondSteps = Lessons.Train(second, Lessons.NextNumber, seed: 7);

        Assert.Equal(firstSteps, secondSteps);
        Assert.Equal(Lessons.ValuesOf(first), Lessons.ValuesOf(second));
    }

    [Fact]
    public void Other_seed_gives_another_curve() =>
        Assert.NotEqual(
            Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber, seed: 1),
            Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber, seed: 2));

    [Fact]
    public void Other_base_model_gives_another_curve() =>
        Assert.NotEqual(
            Lessons.Train(Lessons.CreateBase(), Lessons.NextNumber),
            Lessons.Train(LanguageModel.CreateBase("models/gemini-1.5-flash-001-tuning"), Lessons.NextNumber));

    [Fact]
    public void Other_data_gives_other_answers_and_another_curve()
    {
        var numbers = Lessons.CreateBase();
        var colours = Lessons.CreateBase();

        var numberSteps = Lessons.Train(numbers, Lessons.NextNumber, epochCount: 20);
        var colourSteps = Lessons.Train(colours, Lessons.Colours, epochCount: 20);

        Assert.All(colourSteps, step => Assert.NotEqual(numberSteps[step.Step - 1].MeanLoss, step.MeanLoss));
        Assert.Equal("2", numbers.Generate("1", Lessons.Greedy).Text);
        Assert.Equal("yellow", colours.Generate("banana", Lessons.Greedy).Text);
        Assert.NotEqual("yellow", numbers.Generate("banana", Lessons.Greedy).Text, StringComparer.Ordinal);
    }

    [Fact]
    public void Same_prompts_with_other_answers_are_learned_just_as_well()
    {
        var model = Lessons.CreateBase();
        LearningExample[] doubled = [new("1", "2"), new("2", "4"), new("3", "6"), new("4", "8"), new("one", "two")];

        Lessons.Train(model, doubled, epochCount: 25);

        Assert.Equal(doubled.Length, Lessons.CountRight(model, doubled));
    }

    [Fact]
    public void Tuning_on_starts_at_a_lower_loss_and_leaves_its_origin_alone()
    {
        var tuned = Lessons.CreateBase();
        var fromBase = Lessons.Train(tuned, Lessons.NextNumber, epochCount: 5);
        var before = Lessons.ValuesOf(tuned).Select(values => values.ToArray()).ToArray();

        var onwards = Lessons.Train(tuned.Clone(), Lessons.NextNumber, epochCount: 5);

        Assert.True(onwards[0].MeanLoss < 0.5 * fromBase[0].MeanLoss);
        Assert.True(Lessons.LossOfEpoch(onwards, 0) < 0.5 * Lessons.LossOfEpoch(fromBase, 0));
        Assert.Equal(before, Lessons.ValuesOf(tuned));
    }

    [Fact]
    public void Tuning_on_other_data_learns_its_new_characters()
    {
        var origin = Lessons.CreateBase();
        Lessons.Train(origin, Lessons.Colours);
        var vocabularyCount = origin.Vocabulary.Count;
        var model = origin.Clone();

        Lessons.Train(model, [new("apple", "ΩΨ"), new("sky", "ΨΩ")], epochCount: 40);

        Assert.Equal("ΩΨ", model.Generate("apple", Lessons.Greedy).Text);
        Assert.Equal("ΨΩ", model.Generate("sky", Lessons.Greedy).Text);
        Assert.Equal(vocabularyCount + 2, model.Vocabulary.Count);
        Assert.Equal(vocabularyCount, origin.Vocabulary.Count);
    }

    [Fact]
    public void What_is_learned_holds_for_prompts_that_were_not_among_the_examples()
    {
        // The word that decides stands anywhere among words that do not.
        var model = Lessons.CreateBase();

        Lessons.Train(model, Reviews(200, seed: 1), epochCount: 5, batchSize: 4);

        Assert.InRange(Lessons.CountRight(model, Reviews(100, seed: 2)), 90, 100);
    }

    [Fact]
    public void Way_of_copying_is_learned_for_words_never_met()
    {
        var model = Lessons.CreateBase();
        LearningExample[] shouts =
        [
            new("dog", "DOG"), new("apple", "APPLE"), new("window", "WINDOW"), new("chart", "CHART"),
            new("quiz", "QUIZ"), new("sky", "SKY"), new("vex", "VEX"), new("jumble", "JUMBLE"),
        ];

        Lessons.Train(model, shouts, epochCount: 20);

        Assert.Equal("MODEL", model.Generate("model", Lessons.Greedy).Text);
    }

    [Fact]
    public void Step_is_bounded_however_long_the_example()
    {
        var model = Lessons.CreateBase();
        var example = new LearningExample(new string('a', 40000), new string('b', 5000));

        Assert.Equal(ExampleLoss.MaxLength, new ExampleLoss(model.Vocabulary, example).Length);
        Assert.Equal(Prompt.MaxLength, new Prompt(model.Vocabulary, example.Input).Length);
    }

    [Fact]
    public void Vocabulary_is_bounded_and_the_rest_stays_unknown()
    {
        var model = Lessons.CreateBase();
        var examples = Enumerable.Range(0, 40)
            .Select(i => Enumerable.Range(0x4E00 + (i * 50), 50).Select(code => (char)code))
            .Select(characters => new LearningExample("go", string.Concat(characters)))
            .ToArray();

        var steps = Lessons.Train(model, examples, epochCount: 1, batchSize: 4);

        Assert.Equal(Vocabulary.MaxCount, model.Vocabulary.Count);
        Assert.All(steps, step => Assert.True(step.MeanLoss is > 0 and < 20));
    }

    private static LearningExample[] Reviews(int count, ulong seed)
    {
        string[] praise = ["good", "great", "lovely", "excellent", "wonderful", "happy"];
        string[] blame = ["bad", "awful", "poor", "terrible", "sad", "broken"];
        string[] filler = ["the", "film", "was", "food", "today", "really", "this", "place", "with", "very", "my", "is"];
        var random = new SeededRandom(seed);
        var reviews = new LearningExample[count];
        for (var i = 0; i < count; i++)
        {
            var good = random.NextDouble() < 0.5;
            var words = Enumerable.Range(0, 6).Select(_ => Pick(filler, random)).ToList();
            words.Insert((int)(random.NextDouble() * words.Count), Pick(good ? praise : blame, random));
            reviews[i] = new LearningExample(string.Join(' ', words), good ? "positive" : "negative");
        }

        return reviews;
    }

    private static string Pick(string[] words, SeededRandom random) => words[(int)(random.NextDouble() * words.Length)];
}
