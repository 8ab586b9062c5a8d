using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Learning;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Learning;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("55")]
    [InlineData("hello world")]
    [InlineData("七")]
    [InlineData("a 😀 e\u0301 👩‍👩‍👧 b")]
    [InlineData("half a pair: \ud83d")]
    [InlineData("")]
    public void Base_model_echoes_even_characters_it_has_no_weights_for(string prompt)
    {
        var answer = Lessons.CreateBase().Generate(prompt, Lessons.Greedy);

        Assert.Equal(prompt, answer.Text);
        Assert.False(answer.ReachedLimit);
    }

    [Fact]
    public void Tuned_model_can_still_copy_characters_it_has_no_weights_for()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, [new("ab", "ab!"), new("cde", "cde!"), new("f", "f!"), new("ghij", "ghij!")], epochCount: 40);

        Assert.StartsWith("七八", model.Generate("七八", Lessons.Greedy).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("55")]
    [InlineData("123455")]
    [InlineData("four")]
    [InlineData("quatre")]
    [InlineData("III")]
    [InlineData("七")]
    public void Tuned_model_answers_unseen_prompts_shortly(string prompt)
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.NextNumber);

        var answer = model.Generate(prompt, Lessons.Greedy);

        Assert.InRange(answer.TokenCount, 1, 20);
        Assert.DoesNotContain(answer.Text, char.IsControl);
    }

    [Theory]
    [InlineData("abcdefghijk", 4, "abcd", true)]
    [InlineData("abcdefghijk", 10, "abcdefghij", true)]
    [InlineData("abcdefghijk", 11, "abcdefghijk", false)]
    [InlineData("abcdefghijk", 0, "abcdefghijk", false)]
    [InlineData("a😀e\u0301b", 3, "a😀e\u0301", true)]
    public void Limit_counts_text_elements(string prompt, int limit, string expected, bool reached)
    {
        var answer = Lessons.CreateBase().Generate(prompt, new SamplingOptions { MaxOutputTokens = limit });

        Assert.Equal(expected, answer.Text);
        Assert.Equal(new StringInfo(expected).LengthInTextElements, answer.TokenCount);
        Assert.Equal(reached, answer.ReachedLimit);
    }

    [Fact]
    public void Answer_ends_though_the_model_has_never_learned_to_end()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, [new("go", new string('a', 5000))], epochCount: 60);

        var answer = model.Generate("go", new SamplingOptions { MaxOutputTokens = int.MaxValue });

        Assert.Equal(new string('a', LanguageModel.MaxAnswerTokens), answer.Text);
        Assert.True(answer.ReachedLimit);
    }

    [Theory]
    [InlineData("hello world", "wo", "hello ")]
    [InlineData("hello world", "h", "")]
    [InlineData("hello world", "x", "hello world")]
    [InlineData("hello world", "", "hello world")]
    [InlineData("ae\u0301b", "\u0301", "a")]
    public void Stop_sequence_ends_the_answer_before_it(string prompt, string stop, string expected)
    {
        var answer = Lessons.CreateBase().Generate(prompt, new SamplingOptions { StopSequences = [stop] });

        Assert.Equal(expected, answer.Text);
        Assert.False(answer.ReachedLimit);
    }

    [Fact]
    public void First_of_several_stop_sequences_counts() =>
        Assert.Equal(
            "one",
            Lessons.CreateBase().Generate("one, two; three", new SamplingOptions { StopSequences = [";", ","] }).Text);

    [Fact]
    public void Pieces_never_split_a_character()
    {
        var prompt = string.Concat(Enumerable.Repeat("😀e\u0301x", 9));

        var answer = Lessons.CreateBase().Generate(prompt, Lessons.Greedy);

        Assert.Equal(prompt, string.Concat(answer.Pieces));
        Assert.InRange(answer.Pieces.Count, 5, 26);
        Assert.Equal(27, answer.TokenCount);
        Assert.Equal(27, answer.Pieces.Sum(piece => new StringInfo(piece).LengthInTextElements));
        Assert.All(answer.Pieces, piece => Assert.False(char.IsLowSurrogate(piece[0]) || piece[0] == '\u0301'));
    }

    [Fact]
    public void Same_seed_draws_the_same_answer_and_others_draw_others()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.NextNumber, epochCount: 3);

        var answers = Enumerable.Range(0, 20).Select(seed => Draw(model, seed)).ToArray();
        var again = Enumerable.Range(0, 20).Select(seed => Draw(model, seed)).ToArray();

        Assert.Equal(answers, again);
        Assert.InRange(answers.Distinct(StringComparer.Ordinal).Count(), 5, 20);
    }

    [Fact]
    public void Drawing_from_the_likeliest_only_is_greedy()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.NextNumber, epochCount: 3);
        var greedy = model.Generate("twenty two", Lessons.Greedy).Text;

        for (var seed = 0; seed < 20; seed++)
        {
            var topK = new SamplingOptions { Temperature = 2, TopK = 1, Seed = seed };
            var topP = new SamplingOptions { Temperature = 2, TopP = 0.0001, Seed = seed };
            Assert.Equal(greedy, model.Generate("twenty two", topK).Text);
            Assert.Equal(greedy, model.Generate("twenty two", topP).Text);
        }
    }

    [Fact]
    public void Lower_temperature_stays_closer_to_the_greedy_answer()
    {
        var model = Lessons.CreateBase();
        var options = Enumerable.Range(0, 50).Select(seed => new SamplingOptions { Seed = seed }).ToArray();

        var cool = options.Count(o => Echoes(model, o with { Temperature = 0.3 }));
        var hot = options.Count(o => Echoes(model, o with { Temperature = 4 }));

        Assert.True(cool > hot + 10, $"{cool} and {hot}");
    }

    [Fact]
    public async Task Answers_do_not_depend_on_others_being_made_at_the_same_time()
    {
        var model = Lessons.CreateBase();
        Lessons.Train(model, Lessons.NextNumber);
        var expected = Lessons.NextNumber.Select(e => model.Generate(e.Input, Lessons.Greedy).Text).ToArray();

        var rounds = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(
                () => Lessons.NextNumber.Select(e => model.Generate(e.Input, Lessons.Greedy).Text).ToArray())));

        Assert.All(rounds, round => Assert.Equal(expected, round));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcd", 1)]
    [InlineData("abcde", 2)]
    public void Tokens_of_a_text_are_estimated_at_four_characters_each(string text, int expected) =>
        Assert.Equal(expected, LanguageModel.CountTokens(text));

    private static bool Echoes(LanguageModel model, SamplingOptions options) =>
        string.Equals(model.Generate("hello", options).Text, "hello", StringComparison.Ordinal);

    private static string Draw(LanguageModel model, int seed) =>
        model.Generate("twenty two", new SamplingOptions { Temperature = 1, Seed = seed }).Text;
}
