using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>Checking, measuring and splitting training data in the real engine.</summary>
public sealed class TrainingDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly ModuleSession _session = new();

    public TrainingDataTests()
    {
        File.WriteAllText(Path.Combine(_folder, "good.csv"), "text_input,output\n" + string.Concat(Enumerable.Range(1, 100).Select(static n => FormattableString.Invariant($"{n},{n + 1}\n"))));
        File.WriteAllText(Path.Combine(_folder, "bad[1].jsonl"), "{\"text_input\":\"a\",\"output\":\"b\"}\n{\"text_input\":\"a\"\n{\"text_input\":\"c\\u0007\",\"output\":\"d\"}\n");
        _session.Run($"$f = '{_folder}'; $rows = 1..100 | ForEach-Object {{ @{{ input = \"$_\"; output = \"$($_ + 1)\" }} }}");
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Test-GeminiTrainingData $f/*.csv")]
    [InlineData("$rows | Test-GeminiTrainingData")]
    [InlineData("[System.IO.FileInfo]::new(\"$f/good.csv\") | Test-GeminiTrainingData -For GeminiApi")]
    public void Good_data_has_no_finding(string command) => Assert.Empty(_session.Run(command));

    [Theory]
    [InlineData("Test-GeminiTrainingData -LiteralPath $f/bad[1].jsonl")]
    [InlineData("Test-GeminiTrainingData $f/bad[1].jsonl")]
    [InlineData("[System.IO.FileInfo]::new(\"$f/bad[1].jsonl\") | Test-GeminiTrainingData")]
    public void Findings_name_rule_file_and_line(string command)
    {
        string[] found = [.. _session.Run(command).Select(static finding => Text(finding, "RuleId") + " " + Text(finding, "Place"))];
        Assert.Equal(["InvalidFormat bad[1].jsonl:2", "ControlCharacter bad[1].jsonl:3", "TooFewExamples all rows"], found);
    }

    [Fact]
    public void Rows_of_the_pipeline_that_are_no_examples_are_findings()
    {
        string[] found = [.. _session.Run("@{input='1';output='2'}, @{input='1'}, 'text', @{input='3';output=''} | Test-GeminiTrainingData")
            .Where(static finding => Text(finding, "Line").Length > 0).Select(static finding => Text(finding, "RuleId") + " " + Text(finding, "Place"))];
        Assert.Equal(["InvalidRow row 2", "InvalidRow row 3", "EmptyField row 4"], found);
    }

    [Fact]
    public void Quiet_says_yes_or_no()
    {
        Assert.Equal(true, Assert.Single(_session.Run("Test-GeminiTrainingData $f/good.csv -Quiet")).BaseObject);
        Assert.Equal(false, Assert.Single(_session.Run("Test-GeminiTrainingData $f/*.jsonl -Quiet")).BaseObject);
    }

    [Fact]
    public void Fix_emits_rows_and_warns()
    {
        RunResult result = _session.TryRun("Test-GeminiTrainingData $f/*.jsonl -Fix");
        Assert.Empty(result.Errors);
        Assert.Equal(["a", "c"], result.Output.Select(static row => Text(row, "TextInput")));
        Assert.Contains(result.Streams.Warning, static warning => warning.Message.Contains("bad[1].jsonl:2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Test-GeminiTrainingData $f/no-such.csv", "TrainingFileNotFound")]
    [InlineData("Test-GeminiTrainingData $f", "TrainingFileUnreadable")]
    [InlineData("Test-GeminiTrainingData gs://b/o.jsonl", "CloudDataNotReadable")]
    [InlineData("Test-GeminiTrainingData $f/good.csv -Quiet -Fix", "QuietAndFix")]
    [InlineData("Measure-GeminiTrainingData $f/good.csv -Exact -BaseModel m", "TokenCountUnavailable")]
    [InlineData("Measure-GeminiTrainingData $f/good.csv -PricePerMillionTokens 1 -PricePath x", "PriceAmbiguous")]
    [InlineData("Measure-GeminiTrainingData $f/bad[1].jsonl", "TrainingFileFormat")]
    [InlineData("Split-GeminiTrainingData $f/good.csv -ValidationFraction 2", "ValidationFractionOutOfRange")]
    public void Bad_input_is_one_error(string command, string errorId) => Assert.Equal([errorId], _session.TryRun(command).ErrorIds);

    [Theory]
    [InlineData("-Emulator", "models/gemini-1.0-pro-001")]
    [InlineData("-Emulator -Backend VertexAI", "gemini-2.5-flash")]
    public void The_service_counts_tokens(string connection, string model)
    {
        _session.Run("Connect-GeminiTuning " + connection);
        PSObject exact = Assert.Single(_session.Run($"Measure-GeminiTrainingData $f/good.csv -BaseModel {model} -Exact"));
        PSObject sampled = Assert.Single(_session.Run($"$rows | Measure-GeminiTrainingData -BaseModel {model} -SampleSize 10 -EpochCount 2 -PricePerMillionTokens 1e6"));
        Assert.Equal(("Exact", "Sampled"), (Text(exact, "TokenMethod"), Text(sampled, "TokenMethod")));
        long tokens = (long)exact.Properties["TokenCount"].Value;
        Assert.InRange(tokens, 100, 1000);
        Assert.InRange((long)sampled.Properties["TokenCount"].Value, tokens / 2, tokens * 2);
        Assert.Equal((long)sampled.Properties["TokenCount"].Value * 2.0, sampled.Properties["Cost"].Value);
    }

    [Fact]
    public void WhatIf_shows_tokens_and_cost()
    {
        _session.Run("Connect-GeminiTuning -Emulator -Backend VertexAI; New-GeminiTunedModel gemini-2.5-flash -TrainingDataPath $f/good.csv -EpochCount 3 -PricePerMillionTokens 1e6 -WhatIf");
        Assert.Contains("about 200 tokens an epoch", _session.Host.Screen.Text, StringComparison.Ordinal);
        Assert.Contains("a cost of about 600", _session.Host.Screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$s = Split-GeminiTrainingData $f/good.csv; $p = @{ TrainingData = $s.Training; ValidationData = $s.Validation }")]
    [InlineData("$p = ($rows | Split-GeminiTrainingData).Parameters")]
    public void A_split_can_be_tuned_on(string split)
    {
        _session.Run("Connect-GeminiTuning -Emulator -Backend VertexAI");
        _session.Run(split + "; New-GeminiTunedModel gemini-2.5-flash @p -WhatIf");
        Assert.Contains("on 90 examples", _session.Host.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_and_measures_are_tables()
    {
        _session.Run("Test-GeminiTrainingData $f/*.jsonl | Out-Default; Measure-GeminiTrainingData $f/good.csv | Out-Default");
        Assert.Contains("RuleId", _session.Host.Screen.Text, StringComparison.Ordinal);
        Assert.Contains("TokenMethod", _session.Host.Screen.Text, StringComparison.Ordinal);
    }

    private static string Text(PSObject item, string property) => Convert.ToString(item.Properties[property].Value, CultureInfo.InvariantCulture)!;
}
