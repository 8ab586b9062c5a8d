using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using GeminiTuning.Core.Datasets;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>Files that are not what their name says, are too long or are cut off.</summary>
public sealed class TrainingFileFaultTests : IDisposable
{
    private const string Line = "{\"text_input\":\"1\",\"output\":\"2\"}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Compressed_rows_are_read_and_so_are_several_parts_in_one_file()
    {
        Assert.Equal(2, Count("a.jsonl.gz", Gzip(Line + Line)));
        Assert.Equal(3, Count("a.JSONL.GZ", [.. Gzip(Line + Line), .. Gzip(Line)]));
    }

    [Fact]
    public void A_file_that_was_cut_off_is_told_wherever_it_ends()
    {
        var random = new Random(1);
        var whole = Gzip(string.Concat(Enumerable.Range(0, 400).Select(_ => Line.Replace("1", random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))));
        foreach (var length in new[] { 1, 5, 12, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 1 })
        {
            var error = Fault("a.jsonl.gz", whole[..length]);
            Assert.Equal(("TrainingFileUnreadable", length), (error.ErrorId, length));
            Assert.Contains("no sound gzip file", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_before_the_cut_are_handed_over()
    {
        var random = new Random(1);
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(_ => Line.Replace("1", random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        using var read = Examples("a.jsonl.gz", Gzip(rows)[..^1000]).GetEnumerator();

        Assert.True(read.MoveNext());
    }

    [Theory]
    [InlineData("a.jsonl.gz", Line, "TrainingFileUnreadable", "no sound gzip file")]
    [InlineData("a.jsonl", "[\n{\"text_input\":\"1\",\"output\":\"2\"}]", "TrainingFileFormat", "line 1: it is not JSON: ")]
    [InlineData("a.jsonl", "[]", "TrainingRowInvalid", "A list of objects belongs into a .json file")]
    [InlineData("a.json", Line, "TrainingFileFormat", "One object a line belongs into a .jsonl file")]
    [InlineData("a.csv", Line, "TrainingFileFormat", "a.csv, line 1: it looks like JSON")]
    [InlineData("a.jsonl", "text_input,output\n1,2\n", "TrainingFileFormat", "a.jsonl, line 1: it is not JSON")]
    [InlineData("a.jsonl", "{\"text_input\":\"\\ud83d\",\"output\":\"2\"}", "TrainingRowInvalid", "a.jsonl, line 1: it has half of a character")]
    [InlineData("a.json", "[\n{\"text_input\":\"\\ud83d\",\"output\":\"2\"}]", "TrainingRowInvalid", "a.json, line 2: it has half of a character")]
    public void A_file_that_is_not_what_its_name_says_is_one_clear_error(string name, string content, string id, string message)
    {
        var error = Fault(name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_files_are_told_by_what_they_are()
    {
        Assert.Contains("It is compressed with gzip", Fault("a.csv", Gzip("text_input,output\n1,2\n")).Message, StringComparison.Ordinal);
        Assert.Contains("an Excel workbook", Fault("a.csv", [0x50, 0x4B, 3, 4, 0x14, 0, 0xFF, 0xFE, 0x80, 0x81]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "text_input,output\n1,2\n3,")]
    [InlineData("a.tsv", "text_input\toutput\n1\t2\n3\t")]
    [InlineData("a.jsonl", "{\"text_input\":\"1\",\"output\":\"2\"}\n\n{\"text_input\":\"3\",\"output\":\"")]
    [InlineData("a.json", "[{\"text_input\":\"1\",\"output\":\"2\"},\n\n{\"text_input\":\"3\",\"output\":\"")]
    [InlineData("a.yaml", "- text_input: 1\n  output: 2\n- text_input: ")]
    public void Bytes_that_are_no_text_are_told_with_their_line(string name, string before)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(before), 0xFC, (byte)'x', .. Encoding.UTF8.GetBytes("\"}\n")];

        Assert.StartsWith(name + ", line 3: it is not UTF-8 text", Fault(name, content).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl.gz", Line + "{\"text_input\":\"", "a.jsonl.gz, line 1: the row after this one is longer than 64 MB")]
    [InlineData("a.json.gz", "[{\"text_input\":\"1\",\"output\":\"2\"},{\"text_input\":\"", "a.json.gz, line 1: the row after this one is longer than 64 MB")]
    [InlineData("a.csv.gz", "text_input,output\n1,2\n\"", "a.csv.gz, line 2: the row after this one is longer than 64 MB")]
    [InlineData("a.jsonl.gz", "", "a.jsonl.gz: the first row is longer than 64 MB")]
    public void A_line_of_100_megabytes_is_refused(string name, string before, string message)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(before));
            var block = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
            for (var i = 0; i < 100; i++)
            {
                gzip.Write(block);
            }
        }

        var error = Fault(name, target.ToArray());
        Assert.Equal("TrainingRowTooLong", error.ErrorId);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_short_rows_after_a_long_one_are_read()
    {
        var longest = Line.Replace("1", new string('x', 40 << 20), StringComparison.Ordinal);
        Assert.Equal(1 + 800_000, Count("a.jsonl.gz", Gzip(longest + string.Concat(Enumerable.Repeat(Line, 800_000)))));
    }

    [Theory]
    [InlineData("a.csv", "text_input,output\n", "1,2\n", "")]
    [InlineData("a.json", "[", "{\"text_input\":\"1\",\"output\":\"2\"},\n", "{}]")]
    [InlineData("a.jsonl", "", Line, "")]
    [InlineData("a.yaml", "", "- {text_input: 1, output: 2}\n", "")]
    public void The_first_row_is_there_long_before_the_end_is_read(string name, string start, string row, string end)
    {
        // No text at all at the end: whoever reads that far cannot hand over anything.
        byte[] content = [.. Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(row, 20_000)) + end), 0xFF, 0xFF];
        using var rows = Examples(name, content).GetEnumerator();

        Assert.True(rows.MoveNext());
        Assert.Equal("1", rows.Current.TextInput);
        Assert.Throws<TuningException>(() =>
        {
            while (rows.MoveNext())
            {
            }
        });
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", false)]
    [InlineData("utf-8", true)]
    public void Encodings_are_recognised_in_every_format(string encoding, bool hasMark)
    {
        var chosen = Encoding.GetEncoding(encoding);
        byte[] Bytes(string text) => [.. hasMark ? chosen.GetPreamble() : [], .. chosen.GetBytes(text)];
        string Text(string name, string text) => Assert.Single(Examples(name, Bytes(text))).TextInput;

        Assert.Equal("é😀一", Text("a.csv", "text_input,output\né😀一,2\n"));
        Assert.Equal("é😀一", Text("a.json", "[{\"text_input\":\"é😀一\",\"output\":\"2\"}]"));
        Assert.Equal("é😀一", Text("a.jsonl", "{\"text_input\":\"é😀一\",\"output\":\"2\"}\n"));
        Assert.Equal("é😀一", Text("a.yaml", "text_input: é😀一\noutput: 2\n"));
    }

    private static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return target.ToArray();
    }

    private TuningException Fault(string name, byte[] content) => Assert.Throws<TuningException>(() => Count(name, content));

    private int Count(string name, byte[] content) => Examples(name, content).Count();

    private TrainingFiles Examples(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return new TrainingFiles([path], new DatasetOptions());
    }
}
