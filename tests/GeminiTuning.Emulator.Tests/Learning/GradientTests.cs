using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Learning;

public sealed class GradientTests
{
    private const double Nudge = 1e-5;

    [Theory]
    [InlineData("-98", "-97")]
    [InlineData("twenty two", "twenty three")]
    [InlineData("七 is Seven", "七 seven, 八")]
    [InlineData("III", "")]
    public void Gradients_of_every_kind_of_weight_agree_with_finite_differences(string input, string output)
    {
        // Some characters of the example stay unknown, so that copies without weights of their own are checked too.
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.NextNumber, epochCount: 2);
        var example = new ExampleLoss(model.Vocabulary, new LearningExample(input, output));
        var gradients = new Weights(model.Vocabulary.Count);
        example.Measure(model.Weights, gradients, 1);

        var checkedCount = 0;
        foreach (var (weights, gradient) in model.Weights.Blocks.Zip(gradients.Blocks))
        {
            foreach (var index in Sample(gradient))
            {
                var expected = Slope(model.Weights, weights, index, example);
                Assert.Equal(expected, gradient.Values[index], 1e-5 * Math.Max(1, Math.Abs(expected)));
                checkedCount++;
            }
        }

        Assert.InRange(checkedCount, 100, int.MaxValue);
    }

    [Fact]
    public void Gradients_scale_with_the_weight_of_the_example()
    {
        var model = Lessons.CreateBase();
        model.Vocabulary.Learn(["a", "b"]);
        model.Weights.Grow(model.Name, model.Vocabulary);
        var example = new ExampleLoss(model.Vocabulary, new LearningExample("a", "b"));
        var whole = new Weights(model.Vocabulary.Count);
        var half = new Weights(model.Vocabulary.Count);

        var wholeLoss = example.Measure(model.Weights, whole, 1);
        var halfLoss = example.Measure(model.Weights, half, 0.5);

        Assert.Equal(wholeLoss / 2, halfLoss, 1e-12);
        Assert.NotEqual(0, whole.OutputBias.Values.Max());
        Assert.Equal(whole.OutputBias.Values.Max() / 2, half.OutputBias.Values.Max(), 1e-12);
    }

    private static IEnumerable<int> Sample(Block gradient) =>
        from row in Enumerable.Range(0, gradient.Rows)
        where gradient.Used[row]
        from column in new[] { 0, gradient.RowLength / 2, gradient.RowLength - 1 }.Distinct()
        select (row * gradient.RowLength) + column;

    private static double Slope(Weights all, Block block, int index, ExampleLoss example)
    {
        var original = block.Values[index];
        block.Values[index] = original + Nudge;
        var above = example.Measure(all, new Weights(all.Output.Rows), 1);
        block.Values[index] = original - Nudge;
        var below = example.Measure(all, new Weights(all.Output.Rows), 1);
        block.Values[index] = original;
        return (above - below) / (2 * Nudge);
    }
}
