using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using GeminiTuning.Core.Storage;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

public sealed class VertexLineTests
{
    [Fact]
    public void Columns_hold_the_rejected_answer()
    {
        using var file = new DatasetFile("rows.csv", "text_input,output,rejected\n1,2,3\n4,\"5,\n5\",\n");
        var rows = file.Read();

        Assert.Equal(["3", null], rows.Select(static row => row.RejectedOutput));
        var error = Assert.Throws<TuningException>(() => file.Lines(TuningMethod.Preference));
        Assert.Contains("1 of 2 training rows cannot be used: rows.csv, line 3: it has no rejected answer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("rejected_output")]
    [InlineData("rejectedOutput")]
    public void Keys_hold_the_rejected_answer(string name)
    {
        using var file = new DatasetFile("rows.jsonl", "{\"text_input\":\"1\",\"output\":\"2\",\"" + name + "\":\"3\"}");
        Assert.Equal(
            """{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"2"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"3"}]}}]}""" + "\n",
            file.Lines(TuningMethod.Preference));
        Assert.EndsWith("""{"role":"model","parts":[{"text":"2"}]}]}""" + "\n", file.Lines(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"contents\":\r\n[{\"role\":\"user\",\"parts\":[{\"text\":\"a\\nb\"}]},\n{\"role\":\"model\",\"parts\":[{\"text\":\"2\"}]}]}")]
    public void An_example_that_was_given_as_json_stays_one_line(string json)
    {
        var line = Convert(new TuningExample { TextInput = "x", Output = "y", Json = json });
        Assert.Equal(json.Replace('\r', ' ').Replace('\n', ' ') + "\n", line);
    }

    [Theory]
    [InlineData("[]", "row 1: it is not an object")]
    [InlineData("{", "row 1: it is not JSON")]
    [InlineData("{}", "row 1: the field 'contents' is missing")]
    public void Json_of_ones_own_is_checked(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<TuningException>(() => Convert(new TuningExample { TextInput = "x", Output = "y", Json = json })).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_text_comes_back_as_it_was()
    {
        var random = new Random(7);
        var examples = Enumerable.Range(0, 300).Select(n => new TuningExample { TextInput = "p" + Text(random, n * 40), Output = "a" + Text(random, n) }).ToArray();
        var lines = Convert(examples).Split('\n');

        Assert.Equal(examples.Length + 1, lines.Length);
        for (var i = 0; i < examples.Length; i++)
        {
            using var line = JsonDocument.Parse(lines[i]);
            var contents = line.RootElement.GetProperty("contents");
            Assert.Equal(examples[i].TextInput, contents[0].GetProperty("parts")[0].GetProperty("text").GetString());
            Assert.Equal(examples[i].Output, contents[1].GetProperty("parts")[0].GetProperty("text").GetString());
        }
    }

    [Fact]
    public void The_size_of_the_reads_does_not_matter()
    {
        var random = new Random(8);
        var examples = Enumerable.Range(0, 500).Select(n => new TuningExample { TextInput = "p" + Text(random, 700), Output = n % 50 == 0 ? new string('x', 200_000) : "a" }).ToArray();
        var whole = Convert(examples);

        using var lines = new JsonLinesStream(examples, TuningMethod.Supervised);
        using var read = new MemoryStream();
        var buffer = new byte[100_000];
        int count;
        while ((count = lines.Read(buffer, 0, random.Next(1, buffer.Length))) > 0)
        {
            read.Write(buffer, 0, count);
        }

        Assert.Equal(whole, Encoding.UTF8.GetString(read.ToArray()));
        Assert.Equal(0, lines.Read(buffer, 0, 10));
        Assert.Equal(500, lines.Count);
    }

    private static string Text(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(6) switch
    {
        0 => char.ConvertFromUtf32(random.Next(0x10000, 0x10FFFF)),
        1 => ((char)random.Next(0, 0x20)).ToString(),
        2 => ((char)random.Next(0x80, 0xD7FF)).ToString(),
        3 => "\"",
        _ => ((char)random.Next(0x20, 0x7F)).ToString(),
    }));

    private static string Convert(params TuningExample[] examples)
    {
        using var lines = new JsonLinesStream(examples, TuningMethod.Supervised);
        using var reader = new StreamReader(lines);
        return reader.ReadToEnd();
    }
}
