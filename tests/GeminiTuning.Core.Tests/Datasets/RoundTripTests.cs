using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Datasets.Writing;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>What is written is what is read.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly string[] Extensions = [".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".csv.gz", ".tsv.gz", ".json.gz", ".jsonl.gz", ".yaml.gz"];

    private static readonly string[] Rich =
    [
        """{"systemInstruction":{"role":"system","parts":[{"text":"s\n\"😀\u0085"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[{"role":"user","parts":[{"text":"1"},{"fileData":{"mimeType":"image/png","fileUri":"gs://b/o"}}]},{"role":"model","parts":[{"text":"true"}]},{"role":"user","parts":[{"text":"null"}]},{"role":"model","parts":[{"text":"1.50"}]}],"labels":{"n":-1.50e3,"t":true,"f":false,"none":null,"empty":{},"list":[],"nested":[[1,"1"],[]]}}""",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Property(MaxTest = 40, Replay = "(20261123,1)", Arbitrary = [typeof(TextArbitrary)])]
    public void Every_character_survives_every_format_for_vertex_ai(NonEmptyArray<TuningExample> rows)
    {
        // Rows of a table are of one kind; the first decides whether there is a column for rejected answers.
        TuningExample[] sorted = [.. rows.Get.OrderBy(static row => row.RejectedOutput == null)];
        Assert.All(Extensions, extension => Assert.Equal(sorted.Select(Texts), RoundTrip(sorted, extension, TuningBackend.VertexAI).Select(Texts)));
    }

    [Property(MaxTest = 40, Replay = "(20261123,1)", Arbitrary = [typeof(TextArbitrary)])]
    public void Every_character_survives_every_format_for_the_gemini_api(NonEmptyArray<TuningExample> rows)
    {
        TuningExample[] pairs = [.. rows.Get.Select(static row => row with { RejectedOutput = null })];
        Assert.All(Extensions, extension => Assert.Equal(pairs.Select(Texts), RoundTrip(pairs, extension, TuningBackend.GeminiApi).Select(Texts)));
    }

    [Theory]
    [InlineData(".json")]
    [InlineData(".jsonl")]
    [InlineData(".yaml")]
    [InlineData(".yaml.gz")]
    public void Turns_and_what_else_vertex_ai_takes_survive(string extension)
    {
        TuningExample[] rows = [.. Rich.Select(static json => new TuningExample { TextInput = "1", Output = "2", Json = json })];
        var read = RoundTrip(rows, extension, TuningBackend.VertexAI);

        Assert.Equal(rows.Length, read.Count);
        Assert.All(rows.Zip(read), static pair => Assert.True(JsonElement.DeepEquals(Parse(pair.First.Json!), Parse(pair.Second.Json!)), pair.Second.Json));
    }

    [Fact]
    public void A_file_is_written_as_people_expect_it()
    {
        TuningExample[] rows = [new() { TextInput = "a \"b\"\nc", Output = "2" }, new() { TextInput = "1", Output = "😀, é" }];

        Assert.Equal("text_input,output\r\n\"a \"\"b\"\"\nc\",2\r\n1,\"😀, é\"\r\n", Written(rows, ".csv", TuningBackend.VertexAI));
        Assert.Equal("{\"text_input\":\"a \\\"b\\\"\\nc\",\"output\":\"2\"}\n{\"text_input\":\"1\",\"output\":\"😀, é\"}\n", Written(rows, ".jsonl", TuningBackend.GeminiApi));
        Assert.Equal("[\n{\"text_input\":\"a \\\"b\\\"\\nc\",\"output\":\"2\"},\n{\"text_input\":\"1\",\"output\":\"😀, é\"}\n]\n", Written(rows, ".json", TuningBackend.GeminiApi));
        Assert.StartsWith("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a", Written(rows, ".jsonl", TuningBackend.VertexAI), StringComparison.Ordinal);
        Assert.StartsWith("- text_input: \"a \\\"b\\\"\\nc\"\n  output: \"2\"\n", Written(rows, ".yaml", TuningBackend.GeminiApi), StringComparison.Ordinal);
    }

    private static (string, string, string?, string?) Texts(TuningExample row) => (row.TextInput, row.Output, row.RejectedOutput, row.Json);

    private static JsonElement Parse(string json) => JsonElement.Parse(json);

    private List<TuningExample> RoundTrip(IEnumerable<TuningExample> rows, string extension, TuningBackend backend) =>
        [.. new TrainingFiles([Write(rows, extension, backend)], new DatasetOptions())];

    private string Written(IEnumerable<TuningExample> rows, string extension, TuningBackend backend) => File.ReadAllText(Write(rows, extension, backend));

    private string Write(IEnumerable<TuningExample> rows, string extension, TuningBackend backend)
    {
        var path = Path.Combine(_folder, "rows" + extension);
        using var writer = new TrainingDataWriter(new TrainingDataTarget { Path = path, Backend = backend });
        foreach (var row in rows)
        {
            writer.Write(row);
        }

        writer.Complete();
        return path;
    }
}
