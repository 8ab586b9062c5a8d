using System;
using System.IO;
using System.Linq;
using GeminiTuning.Core.Datasets.Writing;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

public sealed class TrainingDataWriterTests : IDisposable
{
    private static readonly TuningExample Pair = new() { TextInput = "1", Output = "2" };
    private static readonly TuningExample Preference = Pair with { RejectedOutput = "3", Source = "rows.csv, line 7" };
    private static readonly TuningExample Turns = Pair with { Json = """{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""" };

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_target_is_as_it_was_until_all_is_written()
    {
        var path = Existing("rows.jsonl");
        using (var writer = new TrainingDataWriter(new TrainingDataTarget { Path = path }))
        {
            writer.Write(Pair);
            Assert.Equal("old", File.ReadAllText(path));
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void The_target_is_replaced_at_the_end_and_nothing_else_is_left()
    {
        var path = Existing("rows.jsonl");
        Write(path, TuningBackend.GeminiApi, Pair);

        Assert.Equal("{\"text_input\":\"1\",\"output\":\"2\"}\n", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_row_that_cannot_be_written_is_named_and_nothing_is()
    {
        Refused("rows.jsonl", TuningBackend.GeminiApi, Preference, "rows.csv, line 7 cannot be written: it has a rejected answer, which the Gemini API does not take");
        Refused("rows.jsonl", TuningBackend.GeminiApi, Turns, "row 2 cannot be written: it has more than a prompt and an answer");
        Refused("rows.csv", TuningBackend.VertexAI, Turns, "row 2 cannot be written: it has more than a prompt and an answer, such as further turns or a system instruction, which a table cannot hold");
        Refused("rows.tsv.gz", TuningBackend.VertexAI, Preference, "the table has no column for it");
        Refused("rows.yaml", TuningBackend.VertexAI, Pair with { TextInput = "a\ud83d" }, "it has half of a character");
        Refused("rows.yaml", TuningBackend.VertexAI, Turns with { Json = Turns.Json!.Replace("\"s\"", "\"\\ud83d\"", StringComparison.Ordinal) }, "it has half of a character");
        Refused("rows.json", TuningBackend.GeminiApi, Pair with { Output = " " }, "the answer is blank");
        Refused("rows.json", TuningBackend.VertexAI, Turns with { Json = "{" }, "it is not JSON");
    }

    [Fact]
    public void A_target_that_cannot_be_written_to_is_told_at_once()
    {
        Assert.Equal(("TrainingFileExists", TuningErrorKind.AlreadyExists), Id(() => new TrainingDataWriter(new TrainingDataTarget { Path = Existing("a.csv"), KeepsExisting = true })));
        Assert.Equal(("TrainingFileFormat", TuningErrorKind.InvalidData), Id(() => new TrainingDataWriter(new TrainingDataTarget { Path = Path.Combine(_folder, "a.txt") })));
        Assert.Equal(("TrainingFileUnwritable", TuningErrorKind.WriteError), Id(() => new TrainingDataWriter(new TrainingDataTarget { Path = Path.Combine(_folder, "no", "a.csv") })));
        Directory.CreateDirectory(Path.Combine(_folder, "b.csv"));
        Assert.Equal(("TrainingFileUnwritable", TuningErrorKind.WriteError), Id(() => new TrainingDataWriter(new TrainingDataTarget { Path = Path.Combine(_folder, "b.csv") })));
    }

    [Fact]
    public void A_file_marked_as_read_only_is_replaced_only_when_that_is_said()
    {
        var path = Existing("a.csv");
        File.SetAttributes(path, FileAttributes.ReadOnly);

        Assert.Equal(("TrainingFileReadOnly", TuningErrorKind.PermissionDenied), Id(() => new TrainingDataWriter(new TrainingDataTarget { Path = path })));
        using var writer = new TrainingDataWriter(new TrainingDataTarget { Path = path, ReplacesReadOnly = true });
        writer.Write(Pair);
        writer.Complete();
        Assert.StartsWith("text_input", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void No_row_is_an_error_and_no_file()
    {
        using var writer = new TrainingDataWriter(new TrainingDataTarget { Path = Path.Combine(_folder, "a.csv") });

        Assert.Equal("TrainingExportEmpty", Assert.Throws<TuningException>(writer.Complete).ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private static (string Id, TuningErrorKind Kind) Id(Func<object> make)
    {
        var error = Assert.Throws<TuningException>(make);
        return (error.ErrorId, error.Kind);
    }

    private static void Write(string path, TuningBackend backend, params TuningExample[] rows)
    {
        using var writer = new TrainingDataWriter(new TrainingDataTarget { Path = path, Backend = backend });
        rows.ToList().ForEach(writer.Write);
        writer.Complete();
    }

    private void Refused(string name, TuningBackend backend, TuningExample row, string message)
    {
        var error = Assert.Throws<TuningException>(() => Write(Path.Combine(_folder, name), backend, Pair, row));

        Assert.Equal(("TrainingRowNotExportable", TuningErrorKind.InvalidData), (error.ErrorId, error.Kind));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private string Existing(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "old");
        return path;
    }
}
