using System.IO;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Learning;

public sealed class ModelFormatTests
{
    [Fact]
    public void Loaded_model_equals_the_saved_one_and_answers_alike()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, [.. Lessons.NextNumber, new("\ud83d", "😀 e\u0301 七")]);

        var loaded = LanguageModel.Load(new MemoryStream(Save(model)));

        Assert.Equal(Lessons.ValuesOf(model), Lessons.ValuesOf(loaded));
        Assert.Equal(Save(model), Save(loaded));
        Assert.All(
            Lessons.NextNumber.Select(example => example.Input).Concat(["55", "four", "七", "\ud83d"]),
            prompt => Assert.Equal(
                model.Generate(prompt, Lessons.Greedy).Text,
                loaded.Generate(prompt, Lessons.Greedy).Text));
    }

    [Fact]
    public void Loaded_model_is_tuned_on_just_like_the_saved_one()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.Colours);
        var loaded = LanguageModel.Load(new MemoryStream(Save(model)));

        Assert.Equal(Lessons.Train(model, Lessons.NextNumber), Lessons.Train(loaded, Lessons.NextNumber));
    }

    [Fact]
    public void Model_that_has_diverged_is_kept_as_it_is()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.Colours, epochCount: 200, learningRate: 1000);
        Assert.Contains(model.Weights.Output.Values, value => double.IsNaN(value) || double.IsInfinity(value));

        Assert.Equal(Save(model), Save(LanguageModel.Load(new MemoryStream(Save(model)))));
    }

    [Fact]
    public void Models_can_follow_each_other_in_a_stream()
    {
        using var stream = new MemoryStream();
        LanguageModel.CreateBase("a").Save(stream);
        LanguageModel.CreateBase("b").Save(stream);
        stream.Position = 0;

        Assert.Equal("a", LanguageModel.Load(stream).Name);
        Assert.Equal("b", LanguageModel.Load(stream).Name);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(1000)]
    public void Stream_that_ends_too_early_is_refused(int length) =>
        Assert.Throws<InvalidDataException>(
            () => LanguageModel.Load(new MemoryStream(Save(Lessons.CreateBase()), 0, length)));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(400)]
    public void Damaged_byte_is_noticed(int position)
    {
        var bytes = Save(Lessons.CreateBase());
        bytes[position] ^= 0x40;

        Assert.Throws<InvalidDataException>(() => LanguageModel.Load(new MemoryStream(bytes)));
    }

    private static byte[] Save(LanguageModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
