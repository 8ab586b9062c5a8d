using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.Datasets;
using Xunit;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>A line is read the same whether it is parsed or fits the one before.</summary>
public sealed class LineTemplateTests
{
    private static readonly string[] Lines =
    [
        """{"text_input":"1","output":"2"}""",
        """{"text_input":"a \"b\" \\ \/ \n","output":"\t"}""",
        """{"text_input":"\u00e9\ud83d\ude00","output":"é😀"}""",
        """{"text_input":"1\\","output":"2"}""",
        """{"text_input":"\\\"","output":"\\u0031"}""",
        """{"text_input":"","output":"2"}""",
        """{"text_input":" ","output":"\u0020"}""",
        """{"text_input":"1","output":2}""",
        """{"text_input":"1","output":"2","id":7}""",
        """{"output":"2","text_input":"1"}""",
        """{"output":"2","text_input":"1","rejected":"3"}""",
        """{"text_input":"1","output":"2","rejected":""}""",
        """{ "text_input" : "1" , "output" : "2" } """,
        """{"text_input":"1","output":"2"}x""",
        """{"text_input":"1","output":"2""",
        """{"text_input":"1\q","output":"2"}""",
        "{\"text_input\":\"a\tb\",\"output\":\"2\"}",
        """{"text_input":"\ud83d","output":"2"}""",
        """{"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[{"parts":[{"text":"1"},{"text":"1b"}],"role":"user"},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"system_instruction":{"role":"model","parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[{"role":"user","parts":[{"text":"1"}]}]}""",
        """{"contents":[{"role":"model","parts":[{"text":"2"}]},{"role":"user","parts":[{"text":"1"}]}]}""",
        """{"contents":[{"role":"user","parts":[{"text":""}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[{"role":"user","parts":[]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[]}""",
        """{"contents":[{"role":"user","parts":[{"text":"1"}]},{"role":"model","parts":[{"text":"2"}]}],"contents":[]}""",
        """{"contents":[{"role":"user","parts":[{"fileData":{"fileUri":"gs://b/o"}}]},{"role":"model","parts":[{"text":"2"}]}]}""",
        """{"contents":[{"role":"user","parts":[{"text":"1"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"2"}]}},{"score":0,"completion":{"role":"model","parts":[{"text":"3"}]}}]}""",
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Pairs =>
        from before in Lines
        where Read([before], TuningMethod.Supervised).Length == 1 && !Read([before], TuningMethod.Supervised)[0].StartsWith("error", StringComparison.Ordinal)
        from line in Lines
        select new TheoryDataRow<string, string>(before, line);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_line_is_read_as_if_it_stood_alone(string before, string line)
    {
        foreach (var method in new[] { TuningMethod.Supervised, TuningMethod.Preference })
        {
            // Twice before, so that there is something to fit.
            var alone = Read([line], method)[^1].Replace("line 1", "line 3", StringComparison.Ordinal);
            Assert.Equal(alone, Read([before, before, line], method)[^1]);
        }
    }

    private static string[] Read(string[] lines, TuningMethod method)
    {
        using var file = new DatasetFile("rows.jsonl", string.Join('\n', lines));
        var read = new List<string>();
        try
        {
            foreach (var row in ((ITrainingRows)file.Examples()).Rows())
            {
                var source = row.Source;
                var problem = row.Problem(method);
                var buffer = new LineBuffer(64);
                if (problem == null)
                {
                    row.Write(new VertexLineWriter(buffer), method);
                }

                var example = row.Example;
                Assert.Equal(source, example.Source);
                read.Add(string.Join("|", source, problem, Texts(buffer.ToString()), example.TextInput, example.Output, example.RejectedOutput, example.Json));
            }
        }
        catch (TuningException e)
        {
            read.Add("error " + e.ErrorId + e.Message);
        }

        return [.. read];
    }

    // What is sent may escape a text otherwise; it must say the same.
    private static string Texts(string line) => line.Length == 0
        ? string.Empty
        : System.Text.Json.Nodes.JsonNode.Parse(line)!.ToJsonString();
}
