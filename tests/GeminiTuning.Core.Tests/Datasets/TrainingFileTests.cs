using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

public sealed class TrainingFileTests : IDisposable
{
    private readonly TestBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("data").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> SameRows => new()
    {
        { "rows.csv", "text_input,output\n1,2\n\"three, or 3\",\"say \"\"four\"\"\"\n" },
        { "rows.CSV", "Output,Text_Input\r\n2,1\r\n\"say \"\"four\"\"\",\"three, or 3\"\r\n" },
        { "rows.tsv", "textInput\toutput\n1\t2\nthree, or 3\t\"say \"\"four\"\"\"\n" },
        { "rows.json", """[{"text_input":1,"output":2},{"text_input":"three, or 3","output":"say \"four\""}]""" },
        { "rows.json", """{"examples":[{"textInput":"1","output":"2"},{"textInput":"three, or 3","output":"say \"four\""}]}""" },
        { "rows.json", """{"examples":{"examples":[{"textInput":"1","output":"2"},{"textInput":"three, or 3","output":"say \"four\"",},]}}""" },
        { "rows.json", """{"displayName":"x","tuningTask":{"hyperparameters":{"epochCount":1},"trainingData":{"examples":{"examples":[{"textInput":"1","output":"2"},{"textInput":"three, or 3","output":"say \"four\""}]}}},"topK":1}""" },
        { "rows.jsonl", "{\"input\":\"1\",\"output\":2}\n\n{\"input\":\"three, or 3\",\"output\":\"say \\\"four\\\"\",\"more\":{\"a\":[1]}}" },
        { "rows.ndjson", "{\"input\":\"1\",\"output\":\"2\"}\r\n{\"input\":\"three, or 3\",\"output\":\"say \\\"four\\\"\"}\r\n" },
    };

    [Theory]
    [MemberData(nameof(SameRows))]
    public void The_same_rows_can_be_written_in_many_forms(string name, string content) =>
        Assert.Equal([("1", "2"), ("three, or 3", "say \"four\"")], Read(name, content).Select(row => (row.TextInput, row.Output)));

    [Fact]
    public void Each_row_knows_its_line_in_a_table()
    {
        var rows = Read("rows.csv", "text_input,output\n\"1\nand a half\",2\n\n3,4\n").ToList();

        Assert.Equal(["rows.csv, line 2", "rows.csv, line 5"], rows.Select(row => row.Source));
        Assert.Equal("1\nand a half", rows[0].TextInput);
    }

    [Fact]
    public void Each_row_knows_its_line_in_lines_and_in_a_list()
    {
        Assert.Equal(["a.jsonl, line 2", "a.jsonl, line 3"], Read("a.jsonl", "\n{\"input\":\"1\",\"output\":\"2\"}\n{\"input\":\"1\",\"output\":\"2\"}").Select(row => row.Source));
        Assert.Equal(["a.json, line 2", "a.json, line 5"], Read("a.json", "[\n {\"input\":\"1\",\"output\":\"2\"},\n\n\n {\"input\":\"1\",\n\"output\":\"2\"}\n]").Select(row => row.Source));
    }

    [Fact]
    public void Given_names_go_before_the_usual_ones_and_case_does_not_matter()
    {
        var rows = Read("a.csv", "question,answer,text_input,output\nq,a,x,y\n", new DatasetOptions { InputProperty = "Question", OutputProperty = "ANSWER" });
        Assert.Equal([("q", "a")], rows.Select(row => (row.TextInput, row.Output)));

        rows = Read("a.jsonl", "{\"question\":\"q\",\"answer\":\"a\",\"input\":\"x\",\"output\":\"y\"}", new DatasetOptions { InputProperty = "Question", OutputProperty = "ANSWER" });
        Assert.Equal([("q", "a")], rows.Select(row => (row.TextInput, row.Output)));
    }

    [Fact]
    public void The_preferred_of_the_usual_names_wins() =>
        Assert.Equal(["best"], Read("a.csv", "input,textInput,text_input,output\nlast,second,best,o\n").Select(row => row.TextInput));

    [Fact]
    public void Numbers_and_truth_values_stay_as_they_are_written() =>
        Assert.Equal([("1.50", "-2e3"), ("true", "9007199254740993")], Read("a.jsonl", "{\"input\":1.50,\"output\":-2e3}\n{\"input\":true,\"output\":9007199254740993}").Select(row => (row.TextInput, row.Output)));

    [Fact]
    public void A_stray_quotation_mark_inside_a_cell_is_text() =>
        Assert.Equal(["a 5\" pipe"], Read("a.csv", "text_input,output\na 5\" pipe,x\n").Select(row => row.TextInput));

    public static TheoryData<Encoding, bool> Encodings => new()
    {
        { new UTF8Encoding(false), false }, { new UTF8Encoding(true), true }, { new UnicodeEncoding(false, true), true }, { new UnicodeEncoding(true, true), true },
        { new UnicodeEncoding(false, false), false }, { new UnicodeEncoding(true, false), false }, { new UTF32Encoding(false, true), true },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encodings_are_recognised(Encoding encoding, bool mark)
    {
        byte[] Bytes(string text) => [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        Assert.Equal([("größer", "一")], Rows("a.csv", Bytes("text_input,output\ngrößer,一\n")));
        Assert.Equal([("größer", "一")], Rows("a.json", Bytes("[{\"text_input\":\"größer\",\"output\":\"一\"}]")));
        Assert.Equal([("größer", "一")], Rows("a.jsonl", Bytes("{\"text_input\":\"größer\",\"output\":\"一\"}\n")));
    }

    public static TheoryData<string, string, string, TuningErrorKind, string> BadFiles => new()
    {
        { "a.txt", "x", "TrainingFileFormat", TuningErrorKind.InvalidData, "'.txt' is not one of .csv, .tsv, .json, .jsonl, .ndjson, .yaml, .yml, each also with .gz" },
        { "a", "x", "TrainingFileFormat", TuningErrorKind.InvalidData, "extension" },
        { "a.csv", "", "TrainingDataEmpty", TuningErrorKind.InvalidData, "a.csv" },
        { "a.csv", "text_input,output\n", "TrainingDataEmpty", TuningErrorKind.InvalidData, "no training data" },
        { "a.json", "", "TrainingDataEmpty", TuningErrorKind.InvalidData, "a.json" },
        { "a.json", "[]", "TrainingDataEmpty", TuningErrorKind.InvalidData, "a.json" },
        { "a.jsonl", "\n \n", "TrainingDataEmpty", TuningErrorKind.InvalidData, "a.jsonl" },
        { "a.csv", "question,output\n1,2\n", "TrainingFileFormat", TuningErrorKind.InvalidData, "line 1: the header has no 'text_input' or 'textInput' or 'input' or 'prompt'; there is 'question', 'output'. Name the columns with -InputProperty" },
        { "a.csv", "text_input;output\n1;2\n", "TrainingFileFormat", TuningErrorKind.InvalidData, "separated by something else" },
        { "a.csv", "text_input,output\n1,2\n3\n", "TrainingRowInvalid", TuningErrorKind.InvalidData, "a.csv, line 3: the row has 1 of the header's 2 cells" },
        { "a.csv", "text_input,output\n1,\"2\n3,4\n", "TrainingFileFormat", TuningErrorKind.InvalidData, "a.csv, line 2: a quotation mark is not closed" },
        { "a.csv", "text_input,output\n1,\"2\"x\n3,4\n", "TrainingFileFormat", TuningErrorKind.InvalidData, "a.csv, line 2: a quotation mark" },
        { "a.json", "[{\"text_input\":\"1\",\"output\":\"2\"},\n{\"text_input\":", "TrainingFileFormat", TuningErrorKind.InvalidData, "a.json, line 2: it is not JSON" },
        { "a.json", "[{\"text_input\":\"1\",\"output\":\"2\"}", "TrainingFileFormat", TuningErrorKind.InvalidData, "it is not JSON" },
        { "a.json", "[{\"text_input\":\"1\",\"output\":\"2\"}] x", "TrainingFileFormat", TuningErrorKind.InvalidData, "it is not JSON" },
        { "a.json", "text_input,output\n1,2", "TrainingFileFormat", TuningErrorKind.InvalidData, "line 1: it is not JSON" },
        { "a.json", "{\"rows\":[]}", "TrainingFileFormat", TuningErrorKind.InvalidData, "'examples'" },
        { "a.json", "{\"examples\":7}", "TrainingFileFormat", TuningErrorKind.InvalidData, "'examples'" },
        { "a.json", "[\n1]", "TrainingRowInvalid", TuningErrorKind.InvalidData, "a.json, line 2: the item is not an object" },
        { "a.json", "[{\"text_input\":\"1\"}]", "TrainingRowInvalid", TuningErrorKind.InvalidData, "a.json, line 1: no 'output' or 'completion' or 'chosen'; there is 'text_input'" },
        { "a.jsonl", "{\"text_input\":\"1\",\"output\":\"2\"}\n{\"text_input\"", "TrainingFileFormat", TuningErrorKind.InvalidData, "a.jsonl, line 2: it is not JSON" },
        { "a.jsonl", "[1]", "TrainingRowInvalid", TuningErrorKind.InvalidData, "a.jsonl, line 1: the line is not an object" },
        { "a.jsonl", "{\"text_input\":[\"1\"],\"output\":\"2\"}", "TrainingRowInvalid", TuningErrorKind.InvalidData, "a.jsonl, line 1: the field 'text_input' is a list" },
        { "a.jsonl", "{}", "TrainingRowInvalid", TuningErrorKind.InvalidData, "there is no field at all" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_one_error_with_the_line_and_the_rule(string name, string content, string id, TuningErrorKind kind, string part)
    {
        var fault = Fault(() => Read(name, content));

        Assert.Equal((id, kind), (fault.ErrorId, fault.Kind));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_given_name_is_answered_with_the_names_there_are()
    {
        var fault = Fault(() => Read("a.csv", "text_input,output\n1,2\n", new DatasetOptions { InputProperty = "question" }));

        Assert.Contains("no 'question'; there is 'text_input', 'output'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_an_old_code_page_is_refused_rather_than_garbled()
    {
        var fault = Fault(() => Rows("a.csv", Encoding.Latin1.GetBytes("text_input,output\ngrößer,2\n")));

        Assert.Equal("TrainingFileFormat", fault.ErrorId);
        Assert.Contains("not UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told_apart()
    {
        Assert.Equal(("TrainingFileNotFound", TuningErrorKind.NotFound), Id(Fault(() => _bench.Engine.ReadTrainingData([Path.Combine(_folder, "no.csv")], new DatasetOptions()))));
        Assert.Equal(("TrainingFileNotFound", TuningErrorKind.NotFound), Id(Fault(() => _bench.Engine.ReadTrainingData([Path.Combine(_folder, "no", "no.csv")], new DatasetOptions()))));
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "rows.csv"));
        Assert.Equal(("TrainingFileUnreadable", TuningErrorKind.ReadError), Id(Fault(() => _bench.Engine.ReadTrainingData([folder.FullName], new DatasetOptions()))));
    }

    [Fact]
    public void A_locked_file_is_an_error_of_its_own()
    {
        var path = Path.Combine(_folder, "locked.csv");
        File.WriteAllText(path, "text_input,output\n1,2\n");
        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(("TrainingFileUnreadable", TuningErrorKind.ReadError), Id(Fault(() => _bench.Engine.ReadTrainingData([path], new DatasetOptions()))));
    }

    [Fact]
    public void Rows_are_handed_over_before_a_later_one_is_found_bad()
    {
        using var rows = Read("a.jsonl", "{\"input\":\"1\",\"output\":\"2\"}\nbroken").GetEnumerator();

        Assert.True(rows.MoveNext());
        Assert.Equal("1", rows.Current.TextInput);
        Assert.Throws<TuningException>(() => rows.MoveNext());
    }

    [Fact]
    public void The_file_is_closed_when_reading_stops_early()
    {
        var path = Path.Combine(_folder, "early.csv");
        File.WriteAllText(path, "text_input,output\n1,2\n3,4\n");

        _ = _bench.Engine.ReadTrainingData([path], new DatasetOptions()).First();

        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(writer.CanWrite);
    }

    private static TuningException Fault(Func<IEnumerable<object>> rows) => Assert.Throws<TuningException>(() => rows().ToList());

    private static TuningException Fault(Func<IEnumerable<(string Input, string Output)>> rows) => Assert.Throws<TuningException>(() => rows().ToList());

    private static (string Id, TuningErrorKind Kind) Id(TuningException fault) => (fault.ErrorId, fault.Kind);

    private IEnumerable<TuningExample> Read(string name, string content, DatasetOptions? dataset = null)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return _bench.Engine.ReadTrainingData([path], dataset ?? new DatasetOptions());
    }

    private (string Input, string Output)[] Rows(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return [.. _bench.Engine.ReadTrainingData([path], new DatasetOptions()).Select(row => (row.TextInput, row.Output))];
    }
}
