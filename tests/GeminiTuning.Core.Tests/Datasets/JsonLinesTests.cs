using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

public sealed class JsonLinesTests
{
    [Fact]
    public void Rows_may_change_their_form_from_line_to_line()
    {
        using var file = new DatasetFile("rows.jsonl", """
            {"input":"1","output":"2"}
            {"input":"3","output":4}
            {"output":"6","input":"5"}
            {"input":"7","output":"8","rejected":"9"}
            {"input":"10","output":"11","rejected":""}
            {"contents":[{"role":"user","parts":[{"text":"12"}]},{"role":"model","parts":[{"text":"13"}]}]}
            {"more":[{"input":"x"}],"input":"14","output":"15"}
            {"more":null,"input":"16","output":"17"}
            """);
        Assert.Equal(
            [("1", "2", null), ("3", "4", null), ("5", "6", null), ("7", "8", "9"), ("10", "11", null), ("12", "13", null), ("14", "15", null), ("16", "17", null)],
            file.Read().Select(static row => (row.TextInput, row.Output, row.RejectedOutput)));
    }

    [Theory]
    [InlineData("{\"input\":\"1\",\"output\":\"2\"} {}")]
    [InlineData("{\"input\":\"1\",\"output\":\"2\"")]
    [InlineData("{\"input\":\"1\",\"output\":\"2\",}")]
    public void A_line_that_only_begins_like_the_others_is_refused(string line)
    {
        using var file = new DatasetFile("rows.jsonl", "{\"input\":\"1\",\"output\":\"2\"}\n" + line);
        var error = Assert.Throws<TuningException>(() => file.Read());
        Assert.Equal("TrainingFileFormat", error.ErrorId);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_end_in_any_way_and_are_of_any_length()
    {
        string[] ends = ["\n", "\r\n", "\r", "\n\r\n", "\r\n\r\n", " \n"];
        var texts = Enumerable.Range(0, 40).Select(static n => n.ToString(CultureInfo.InvariantCulture) + new string('é', n * n * 100)).ToArray();
        var content = string.Concat(texts.Select((text, n) => $$"""{"input":"{{text}}","output":"y"}""" + ends[n % ends.Length]));
        using var file = new DatasetFile("rows.jsonl", content);

        Assert.Equal(texts, file.Read().Select(static row => row.TextInput));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Many_lines_are_read_with_their_numbers(string end)
    {
        // Among lines that are alike, some are blank or have other fields, and blocks of the file end anywhere in them.
        var lines = Enumerable.Range(1, 20_000).Select(static n => (n % 7) switch
        {
            0 => string.Empty,
            1 => $$"""{"output":"y","input":"{{n}}\n\té"}""",
            _ => $$"""{"input":"{{n}}\n\té","output":"y"}""",
        });
        using var file = new DatasetFile("rows.jsonl", string.Join(end, lines));

        Assert.Equal(
            Enumerable.Range(1, 20_000).Where(static n => n % 7 != 0).Select(static n => (FormattableString.Invariant($"{n}\n\té"), (string?)FormattableString.Invariant($"rows.jsonl, line {n}"))),
            file.Read().Select(static row => (row.TextInput, row.Source)));
    }

    [Fact]
    public void Lines_before_one_that_is_not_UTF8_are_read()
    {
        using var file = new DatasetFile("rows.jsonl", string.Concat(Enumerable.Repeat("{\"input\":\"é\",\"output\":\"y\"}\n", 10_000)));
        file.AppendBytes([.. "{\"input\":\""u8, 0xC3, .. "\",\"output\":\"y\"}\n{\"input\":\"1\",\"output\":\"y\"}\n"u8]);
        var read = 0;
        var error = Assert.Throws<TuningException>(() =>
        {
            foreach (var row in file.Examples())
            {
                read++;
            }
        });

        Assert.Equal(10_000, read);
        Assert.Contains("line 10001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_character_arrives_as_it_was()
    {
        var all = string.Concat(Enumerable.Range(0, 0xD800).Select(static c => (char)c)) + "\ue000\uffff\ud83d\ude00";
        using var file = new DatasetFile("rows.jsonl", JsonSerializer.Serialize(new { input = all, output = "y" }));
        var line = file.Lines();

        Assert.Equal(line.Length - 1, line.IndexOfAny(['\r', '\n', '\u0085', '\u2028', '\u2029']));
        using var document = JsonDocument.Parse(line);
        Assert.Equal(all, document.RootElement.GetProperty("contents")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }
}
