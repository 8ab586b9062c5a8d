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
