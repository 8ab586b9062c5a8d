using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Datasets.Writing;
using GeminiTuning.Core.Storage;
using GeminiTuning.Core.Tests.Checks;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>Whatever a file has become, reading it ends in examples, findings or an error of this module's own.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int FilesOfEach = 250;

    private static readonly string[] Pieces =
    [
        "\"", "\\", "\\ud800", "\\u", ",", "\t", "\n", "\r", "{", "}", "[", "]", ":", "- ", "&a ", "*a", "!!str ", "? ", "|", ">", "%YAML 1.1\n", "---", "...", "#", "null", "1e999", "-", "\0", "\uFEFF",
        "contents", "messages", "completions", "\"contents\":[]", "\"messages\":[{}]", "\"text\":1", "\"role\":\"model\"", "{\"a\":{\"b\":[", "\"\\ud800\":1,", "<<: ",
    ];

    private static readonly string[] Seeds =
    [
        """{"text_input":"1 \"one\" é","output":"2","more":[1,{"a":null}]}""",
        """{"text_input":"3","output":"4","more":[1,{"a":null}]}""",
        """{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"2"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"3"}]}}]}""",
        """{"messages":[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"1"}]},{"role":"assistant","content":"2"}]}""",
        """{"input":{"messages":[{"role":"user","content":"1"}]},"preferred_output":[{"role":"assistant","content":"2"}],"non_preferred_output":[{"role":"assistant","content":"3"}]}""",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, int> Files => new()
    {
        { "a.csv", 0 }, { "a.tsv", 0 }, { "a.json", 0 }, { "a.jsonl", 0 }, { "a.yaml", 0 },
        { "a.json", 1 }, { "a.jsonl", 1 }, { "a.csv", 1 }, { "a.yaml", 2 }, { "a.jsonl", 2 },
        { "a.csv.gz", 0 }, { "a.jsonl.gz", 0 }, { "a.yaml.gz", 0 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_is_examples_or_an_error(string name, int encoding)
    {
        var random = new Random(20261123);
        var sound = Sound(name, encoding);
        var ends = new HashSet<string>();
        for (var i = 0; i < FilesOfEach; i++)
        {
            var damaged = Damage(sound, random);
            var path = Path.Combine(_folder, name);
            File.WriteAllBytes(path, damaged);
            ends.Add(End(path, static rows => Assert.NotEmpty(rows.ToList())));
            ends.Add(End(path, static rows =>
            {
                using var lines = new JsonLinesStream(rows, TuningMethod.Supervised);
                lines.CopyTo(Stream.Null);
            }));
            ends.Add(End(path, static rows => Assert.All(Checking.Findings(rows), static finding => Assert.NotEmpty(finding.Message))));
        }

        // The damage is neither too small nor too great to be seen; but the checksum of gzip sees nearly all of it.
        Assert.True(ends.Contains("examples") || name.EndsWith(".gz", StringComparison.Ordinal));
        Assert.InRange(ends.Count, 2, 10);
    }

    private static string End(string path, Action<IEnumerable<TuningExample>> read)
    {
        try
        {
            read(new TrainingFiles([path], new DatasetOptions()));
            return "examples";
        }
        catch (TuningException e)
        {
            Assert.Contains("a.", e.Message, StringComparison.Ordinal);
            return e.ErrorId;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(Convert.ToBase64String(File.ReadAllBytes(path)), e);
        }
    }

    private static byte[] Damage(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            var count = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 3:
                    bytes.RemoveRange(at, count);
                    break;
                case 4:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private byte[] Sound(string name, int encoding)
    {
        string text;
        if (name.StartsWith("a.csv", StringComparison.Ordinal) || name.EndsWith(".tsv", StringComparison.Ordinal))
        {
            text = "text_input,output,rejected_output\n\"1 \"\"one\"\" é\",2,\n3,4,5\n\"a\nb\",6,\n";
            text = name.EndsWith(".tsv", StringComparison.Ordinal) ? text.Replace(',', '\t') : text;
        }
        else
        {
            text = name.Contains(".jsonl", StringComparison.Ordinal) ? string.Join('\n', Seeds)
                : name.Contains(".json", StringComparison.Ordinal) ? "{\"displayName\":\"x\",\"examples\":[\n" + string.Join(",\n", Seeds) + "]}"
                : Yaml();
        }

        Encoding chosen = encoding switch { 1 => Encoding.Unicode, 2 => new UTF32Encoding(bigEndian: true, byteOrderMark: true), _ => new UTF8Encoding(false) };
        byte[] bytes = [.. chosen.GetPreamble(), .. chosen.GetBytes(text)];
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return bytes;
        }

        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    private string Yaml()
    {
        var seeds = Path.Combine(_folder, "seeds.jsonl");
        var yaml = Path.Combine(_folder, "seeds.yaml");
        File.WriteAllText(seeds, string.Join('\n', Seeds));
        using var writer = new TrainingDataWriter(new TrainingDataTarget { Path = yaml, Backend = TuningBackend.VertexAI });
        foreach (var row in new TrainingFiles([seeds], new DatasetOptions()))
        {
            writer.Write(row);
        }

        writer.Complete();
        return File.ReadAllText(yaml) + "---\ntext_input: plain\noutput: |\n  several\n  lines\n---\n{ prompt: 7, completion: >- \n folded }\n".Replace(">- \n folded", "'quoted'", StringComparison.Ordinal);
    }
}
