using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Tests.Datasets;
using Xunit;

namespace GeminiTuning.Core.Tests.Checks;

public sealed class TrainingDataCheckerTests
{
    private const string Good = """{"text_input":"good","output":"row"}""" + "\n";

    private static readonly Regex LongText = new("X(?<count>[0-9]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static TheoryData<string, string, string> BadLines { get; } = new()
    {
        { """{"text_input":"a","output":"b" """, "InvalidFormat:2:", "Vertex" },
        { "[1]", "InvalidRow:2:", "Vertex" },
        { """{"text_input":"a"}""", "MissingField:2:output", "Vertex" },
        { """{"text_input":"a","output":{}}""", "MissingField:2:output", "Vertex" },
        { """{"contents":[{"role":"user"},{"role":"model","parts":[{"text":"b"}]}]}""", "MissingField:2:contents[0].parts", "Vertex" },
        { """{"text_input":" ","output":"b"}""", "EmptyField:2:text_input", "Vertex" },
        { """{"text_input":"a","output":""}""", "EmptyField:2:output", "Vertex" },
        { """{"contents":[]}""", "EmptyField:2:contents", "Vertex" },
        { """{"contents":[{"role":"assistant","parts":[{"text":"b"}]}]}""", "WrongRole:2:contents[0].role", "Vertex" },
        { """{"contents":[{"role":"user","parts":[{"text":"b"}]}]}""", "LastTurn:2:contents", "Vertex" },
        { """{"contents":[{"role":"user","parts":[{"text":"b"}]}],"completions":[]}""", "WrongCompletions:2:completions", "Vertex" },
        { """{"text_input":"a","output":"b","rejected_output":"c"}""", "UnsupportedForm:2:rejected_output", "Vertex" },
        { """{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}""", "UnsupportedForm:2:contents", "Gemini" },
        { """{"text_input":"X40001","output":"b"}""", "TextTooLong:2:text_input", "Gemini" },
        { """{"text_input":"a","output":"X5001"}""", "TextTooLong:2:output", "Gemini" },
        { """{"text_input":"X530000","output":"b"}""", "TooManyTokens:2:", "Vertex" },
        { """{"text_input":"a\u0007b","output":"b"}""", "ControlCharacter:2:text_input", "Vertex" },
        { """{"text_input":"a","output":"b\bc"}""", "ControlCharacter:2:output", "Vertex" },
        { "{\"text_input\":\"a\u0085b\",\"output\":\"b\"}", "ControlCharacter:2:text_input", "Vertex" },
        { """{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b\bc"}]}]}""", "ControlCharacter:2:contents[1].parts[0].text", "Vertex" },
        { "{\"text_input\":\"a\uFFFD\",\"output\":\"b\"}", "BrokenEncoding:2:text_input", "Vertex" },
        { """{"text_input":"key AIzaSyA1234567890abcdefghijklmnopqrstuv","output":"b"}""", "Secret:2:text_input", "Vertex" },
        { """{"text_input":"a","output":"-----BEGIN PRIVATE KEY-----\nMIIE"}""", "Secret:2:output", "Vertex" },
        { """{"text_input":"write to jane.doe@contoso.com.","output":"b"}""", "EmailAddress:2:text_input", "Vertex" },
        { """{"output":"row","text_input":"good"}""", "Duplicate:2:text_input", "Vertex" },
        { """{"contents":[{"role":"user","parts":[{"text":"good"}]},{"role":"model","parts":[{"text":"row"}]}]}""", "Duplicate:2:contents[0].parts[0].text", "Vertex" },
        { """{"text_input":"good","output":"other"}""", "ConflictingOutput:2:text_input", "Vertex" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_bad_row_is_found_by_its_rule_with_line_and_field_and_reading_goes_on(string line, string finding, string service)
    {
        ArgumentNullException.ThrowIfNull(line);
        Assert.Equal([finding, "MissingField:3:output"], OfBadLine(line, service).Select(static f => FormattableString.Invariant($"{f.RuleId}:{f.Line}:{f.Field}")));
    }

    // The words matter as much as the rule: they are all that a user has to go by. After a change that is meant,
    // findings.now.txt beside the built copy is the new file.
    [Fact]
    public void The_findings_of_each_rule_read_as_agreed()
    {
        var lines = BadLines.SelectMany(static row => OfBadLine(row.Data.Item1, row.Data.Item3)).Concat(OfWholes()).Select(Whole).Distinct().ToList();
        var agreed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Checks", "findings.txt"), Encoding.UTF8);
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "Checks", "findings.now.txt"), lines);
        Assert.Equal(agreed, lines);
        Assert.Equal(RuleInfo.All.Keys.Order(), lines.Select(static line => line.Split(' ')[0]).Distinct().Order());
    }

    [Theory]
    [InlineData("sk-ant is a prefix, AIza is one too, and so is xoxb-")]
    [InlineData("a@b, @home, user@localhost and me@example.com")]
    [InlineData("Line\\nbreaks\\tand tabs, « quotes » and ελληνικά 日本語")]
    public void What_only_looks_a_little_like_a_fault_is_none(string text) =>
        Assert.Empty(Checking.OfLines("rows.jsonl", $$"""{"text_input":"{{text}}","output":"b"}"""));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_found_with_their_line()
    {
        using var file = new DatasetFile("rows.jsonl", Good);
        file.AppendBytes([.. """{"text_input":"a"""u8, 0xFF, .. "\",\"output\":\"b\"}\n"u8]);
        Assert.Equal("BrokenEncoding:2", Words(Assert.Single(Checking.Findings(file.Examples()), static finding => finding.Line != null)));
    }

    [Fact]
    public void Lines_around_one_that_is_not_UTF8_are_checked_as_ever()
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(static n => FormattableString.Invariant($"{{\"text_input\":\"é{n}\",\"output\":\"b{n}\"}}\n")));
        using var file = new DatasetFile("rows.jsonl", rows);
        file.AppendBytes([.. "{\"text_input\":\"a"u8, 0xC3, .. "\",\"output\":\"b\"}\n"u8]);
        file.Append(rows.Replace("é", "e", StringComparison.Ordinal));
        Assert.Equal("BrokenEncoding:10001", Words(Assert.Single(Checking.Findings(file.Examples()))));
    }

    [Theory]
    [InlineData("rows.csv", "text_input,output\na,b\nc\nd,\n", "InvalidRow:3", "EmptyField:4")]
    [InlineData("rows.json", """[{"text_input":"a","output":"b"}, 7, {"text_input":"c"}, {"text_input":"d","output":"e"}]""", "InvalidRow:1", "MissingField:1")]
    [InlineData("rows.json", """[{"text_input":"a","output":"\ud800"}, {"text_input":"c"}]""", "InvalidRow:1", "MissingField:1")]
    [InlineData("rows.yaml", "- text_input: a\n- [1, [2, {a: b}], 3]\n- just text\n- {text_input: a, output: {b: [*x, {}]}}\n- {text_input: c, text_input: d, more: [1]}\n- {text_input: e, output: f}\n- {text_input: e, output: f}\n", "MissingField:1", "InvalidRow:2", "InvalidRow:3", "InvalidRow:4", "InvalidRow:5", "Duplicate:7")]
    [InlineData("rows.yaml", "text_input: a\n---\ntext_input: b\noutput: [\n---\n", "MissingField:1", "InvalidFormat:5")]
    [InlineData("rows.jsonl.gz", "{}\n{\"text_input\":\"a\",\"output\":\"\"}\n", "MissingField:1", "EmptyField:2")]
    public void Other_formats_are_read_past_bad_rows_too(string name, string text, params string[] findings)
    {
        using var file = new DatasetFile(name, text);
        Assert.Equal(findings, Checking.Findings(file.Examples()).Where(static finding => finding.Line != null).Select(Words));
    }

    [Fact]
    public void A_prompt_that_is_also_in_the_validation_data_is_found()
    {
        var check = new TrainingDataCheck { ValidationData = Checking.Rows(3) };
        var finding = Assert.Single(Checking.Findings(Checking.Rows(120).Skip(2), check));
        Assert.Equal(("ValidationLeak", 3L), (finding.RuleId, finding.Line));
        Assert.Contains("row 3", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "TooFewExamples Error")]
    [InlineData(15, "TooFewExamples Warning")]
    [InlineData(99, "TooFewExamples Information")]
    [InlineData(100)]
    public void Too_few_examples_are_found(int count, params string[] findings) => Assert.Equal(findings, Checking.OfWhole(Checking.Rows(count)));

    [Fact]
    public void Too_many_validation_examples_are_found() => Assert.Equal(
        ["TooManyExamples Error"],
        Checking.OfWhole(Checking.Rows(100).Select(static row => row with { TextInput = "x" + row.TextInput }), new TrainingDataCheck { ValidationData = Checking.Rows(5001) }));

    [Fact]
    public void Too_much_data_is_found() => Assert.Equal(
        ["DataTooLarge Error"],
        Checking.OfWhole(Checking.Rows(120, static n => new string('x', 40_000) + n).Select(static row => row with { TextInput = row.Output, Output = row.TextInput }), new TrainingDataCheck { Service = TuningBackend.GeminiApi }));

    [Theory]
    [InlineData(12, "ClassImbalance Warning")]
    [InlineData(4)]
    public void A_rare_class_is_found(int every, params string[] findings) =>
        Assert.Equal(findings, Checking.OfWhole(Checking.Rows(120, n => n % every == 0 ? "rare" : "usual")));

    [Theory]
    [InlineData(TuningBackend.VertexAI, "gemini-2.5-pro", "MethodUnsupported Warning")]
    [InlineData(TuningBackend.VertexAI, "publishers/google/models/gemini-2.5-flash")]
    [InlineData(TuningBackend.VertexAI, "my-model")]
    [InlineData(TuningBackend.GeminiApi, "models/x", "MethodUnsupported Error")]
    public void A_model_that_the_method_does_not_take_is_found(TuningBackend service, string model, params string[] findings) => Assert.Equal(
        findings,
        Checking.OfWhole(
            Checking.Rows(100).Select(static row => row with { RejectedOutput = "no" }),
            new TrainingDataCheck { Service = service, BaseModel = model, Method = TuningMethod.Preference }));

    [Fact]
    public void No_finding_shows_a_secret()
    {
        const string Key = "AIzaSyA1234567890abcdefghijklmnopqrstuv";
        var rows = new TuningExample { TextInput = "mail jane.doe@contoso.com the key " + Key, Output = Key + "\u0007", Source = "row 1" };
        var findings = Checking.Findings([rows, rows with { Output = "other" }, rows]);
        Assert.Contains(findings, static finding => finding.RuleId is "Duplicate");
        Assert.Contains(findings, static finding => finding.RuleId is "ControlCharacter");
        Assert.All(findings, static finding => Assert.DoesNotContain("1234567890", finding + finding.Excerpt, StringComparison.Ordinal));
        Assert.All(findings, static finding => Assert.DoesNotContain("contoso", finding + finding.Excerpt, StringComparison.Ordinal));
        Assert.Equal("AIza… (39 characters)", findings.First(static finding => finding.RuleId is "Secret").Excerpt);
    }

    [Fact]
    public void Repair_emits_what_is_good_strips_control_characters_and_drops_the_rest()
    {
        using var file = new DatasetFile("rows.jsonl", Good + Good + """
            {"text_input":"strip\u0007ped","output":"b"}
            {"text_input":"\u0007","output":"b"}
            {"text_input":"","output":"b"}
            {"text_input":"x","output":"mail me@contoso.com"}
            {"systemInstruction":{"parts":[{"text":"s\b"}]},"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}
            """);
        var checker = Checking.Tools.Check(new TrainingDataCheck { Repair = true }, Checking.Options);
        TuningExample[] rows = [.. checker.Check(file.Examples()).SelectMany(static part => part.Examples)];
        Assert.Equal(["good", "stripped", "x", "a"], rows.Select(static row => row.TextInput));
        Assert.Equal("""{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}""", rows[3].Json);
        Assert.DoesNotContain(Checking.OfLines("again.jsonl", string.Join('\n', rows.Take(3).Select(static row => $$"""{"text_input":"{{row.TextInput}}","output":"{{row.Output}}"}"""))), static finding => finding.StartsWith("Control", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_rows_are_told_apart()
    {
        Assert.Empty(Checking.Findings(Checking.Rows(50_000)));
        Assert.Equal(50_000, Checking.Findings(Checking.Rows(50_000).Concat(Checking.Rows(50_000))).Count(static finding => finding.RuleId is "Duplicate"));
    }

    [Fact]
    public void Every_rule_is_on_the_help_page_with_its_severity()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "en-US", "Test-GeminiTrainingData.md"), Encoding.UTF8);
        Assert.Equal(typeof(TrainingRuleIds).GetFields().Select(static field => (string)field.GetRawConstantValue()!).Order(), RuleInfo.All.Keys.Order());
        Assert.All(RuleInfo.All.Values, rule => Assert.Contains($"| {rule.Id} | {rule.Severity} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_have_a_date_and_a_source() => Assert.All(
        [TuningBackend.GeminiApi, TuningBackend.VertexAI],
        static service =>
        {
            TrainingLimits limits = TrainingLimits.Of(service);
            Assert.True(DateTime.TryParseExact(limits.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
            Assert.StartsWith("https://", limits.Source, StringComparison.Ordinal);
        });

    private static TrainingDataFinding[] OfBadLine(string line, string service)
    {
        var row = LongText.Replace(line, static match => new string('x', int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)));
        var check = new TrainingDataCheck { Service = service is "Gemini" ? TuningBackend.GeminiApi : TuningBackend.VertexAI };
        using var file = new DatasetFile("rows.jsonl", Good + row + "\n" + """{"text_input":"last"}""" + "\n");
        return [.. Checking.Findings(file.Examples(), check).Where(static finding => finding.Line != null)];
    }

    private static IEnumerable<TrainingDataFinding> OfWholes() =>
    [
        .. Checking.Findings(Checking.Rows(3), new TrainingDataCheck { ValidationData = Checking.Rows(1) }),
        .. Checking.Findings(Checking.Rows(100).Select(static row => row with { TextInput = "x" + row.TextInput }), new TrainingDataCheck { ValidationData = Checking.Rows(5001) }),
        .. Checking.Findings(Checking.Rows(120, static n => new string('x', 4_900) + n).Select(static row => row with { TextInput = new string('y', 39_000) + row.TextInput }), new TrainingDataCheck { Service = TuningBackend.GeminiApi }),
        .. Checking.Findings(Checking.Rows(120, static n => n % 12 == 0 ? "rare" : "usual")),
        .. Checking.Findings(Checking.Rows(100).Select(static row => row with { RejectedOutput = "no" }), new TrainingDataCheck { BaseModel = "gemini-2.5-pro", Method = TuningMethod.Preference }),
    ];

    private static string Whole(TrainingDataFinding finding) =>
        FormattableString.Invariant($"{finding.RuleId} {finding.Severity} | {Path.GetFileName(finding.File)}:{finding.Line} | {finding.Field} | {finding.Message} | {finding.Excerpt} | {finding.SuggestedFix}");

    private static string Words(TrainingDataFinding finding) => FormattableString.Invariant($"{finding.RuleId}:{finding.Line}");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "GeminiTuning.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
