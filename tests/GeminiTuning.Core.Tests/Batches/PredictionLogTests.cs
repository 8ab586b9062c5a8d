using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace GeminiTuning.Core.Tests.Batches;

public sealed class PredictionLogTests : IDisposable
{
    private static readonly string[] Prompts = ["one", "two", "one", "« δύο »\n\"2\"", "", "last"];

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly string _path;

    public PredictionLogTests() => _path = Path.Combine(_folder, "answers.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_was_cut_at_any_byte_is_gone_on_with()
    {
        Run(Prompts);
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            int known = whole.AsSpan(0, length).Count((byte)'\n') + (whole[length] == '\n' ? 1 : 0);
            Assert.Equal(Prompts.Length - known, Run(Prompts));
            Assert.Equal(Prompts.Order(StringComparer.Ordinal), Lines().Select(static line => line.GetProperty("prompt").GetString()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_line_has_the_answer_and_what_was_asked()
    {
        Run(["« δύο »"]);
        Assert.Equal(
            """{"row":1,"prompt":"« δύο »","text":"« δύο » 七","model":"tunedModels/inc-1","finishReason":"STOP","totalTokenCount":7,"request":{"model":"inc-1","topP":0.5}}""" + "\n",
            File.ReadAllText(_path));
    }

    [Fact]
    public void A_finished_file_is_left_as_it_is_and_gives_its_answers_back()
    {
        Run(Prompts);
        string before = File.ReadAllText(_path);
        using (IPredictionLog log = Open())
        {
            Assert.Equal(Prompts.Length, log.Left);
            Assert.All(Prompts, prompt =>
            {
                Assert.True(log.TryTake(Request(prompt), out Prediction? prediction));
                Assert.Equal(Answer(prompt), prediction);
            });
            Assert.Equal(0, log.Left);
            Assert.False(log.TryTake(Request("one"), out _));
        }

        Assert.Equal(before, File.ReadAllText(_path));
    }

    [Fact]
    public void Another_model_or_setting_makes_another_request()
    {
        Run(["one"]);
        using IPredictionLog log = Open();
        Assert.False(log.TryTake(Request("one") with { Model = "other" }, out _));
        Assert.False(log.TryTake(Request("one") with { Temperature = 0 }, out _));
        Assert.False(log.TryTake(Request("one") with { StopSequences = ["x"] }, out _));
        Assert.True(log.TryTake(Request("one"), out _));
    }

    [Fact]
    public void A_line_that_another_program_has_written_anew_is_still_the_same()
    {
        Run(["one"]);
        string line = File.ReadAllText(_path).Replace(",", " , ", StringComparison.Ordinal).Replace("\n", "\r\n\r\n", StringComparison.Ordinal);
        File.WriteAllText(_path, line, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Equal(0, Run(["one"]));
    }

    [Theory]
    [InlineData("my notes")]
    [InlineData("my notes\n")]
    [InlineData("{\"text_input\":\"1\",\"output\":\"2\"}\n")]
    [InlineData("[]\n")]
    [InlineData("{\"row\":1,\"prompt\":\"a\"}\n{\"row\":2}\n")]
    public void A_file_of_another_kind_is_refused_and_left_alone(string content)
    {
        File.WriteAllText(_path, content);
        var error = Assert.Throws<TuningException>(Open);
        Assert.Equal("OutputFileForeign", error.ErrorId);
        Assert.Contains("answers.jsonl, line 1 ", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Fact]
    public void Two_runs_do_not_write_to_one_file_but_anybody_reads_it()
    {
        using (IPredictionLog first = Open())
        {
            Assert.Equal("OutputFileUnusable", Assert.Throws<TuningException>(Open).ErrorId);
            first.Add(1, Request("one"), Answer("one"));
            Assert.Single(Lines());
        }

        Assert.Equal(_path, Assert.Single(Directory.GetFiles(_folder)));
    }

    [Theory]
    [InlineData(".", "it is a folder")]
    [InlineData("nowhere/answers.jsonl", "its folder does not exist")]
    public void A_place_that_cannot_be_written_to_is_an_error(string name, string problem)
    {
        var error = Assert.Throws<TuningException>(() => new TuningEngine().OpenPredictionLog(Path.GetFullPath(Path.Combine(_folder, name))));
        Assert.Equal("OutputFileUnusable", error.ErrorId);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static PredictionRequest Request(string prompt) => new() { Model = "inc-1", Prompt = prompt, TopP = 0.5 };

    private static Prediction Answer(string prompt) => new() { Prompt = prompt, Text = prompt + " 七", Model = "tunedModels/inc-1", FinishReason = "STOP", TotalTokenCount = prompt.Length };

    private IPredictionLog Open() => new TuningEngine().OpenPredictionLog(_path);

    /// <summary>Answers what the file does not have; the number of those.</summary>
    private int Run(IEnumerable<string> prompts)
    {
        using IPredictionLog log = Open();
        var asked = 0;
        foreach (var (prompt, index) in prompts.Select(static (prompt, index) => (prompt, index)))
        {
            if (!log.TryTake(Request(prompt), out Prediction? prediction))
            {
                asked++;
                log.Add(index + 1, Request(prompt), Answer(prompt));
                continue;
            }

            Assert.Equal(Answer(prompt), prediction);
        }

        return asked;
    }

    private IEnumerable<JsonElement> Lines() => File.ReadAllLines(_path).Select(static line => JsonDocument.Parse(line).RootElement);
}
