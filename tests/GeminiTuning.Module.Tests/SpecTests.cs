using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>Jobs that are written down in files, on both services of the emulator.</summary>
public sealed class SpecTests : IDisposable
{
    private const string Gemini = "Connect-GeminiTuning -Emulator";
    private const string Vertex = "Connect-GeminiTuning -Backend VertexAI -Emulator";

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly ModuleSession _session = new();

    public SpecTests()
    {
        File.Copy(Path.Combine(ModuleSession.RepositoryRoot, "docs", "increment.csv"), Path.Combine(_folder, "rows.csv"));
        _session.Run("Start-GeminiTuningEmulator -TuningDuration 0");
    }

    public static TheoryData<string> Services { get; } = [Gemini, Vertex];

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_same_spec_starts_one_job(string connect)
    {
        string path = Write(connect);
        _session.Run(connect);
        PSObject first = Assert.Single(_session.Run($"New-GeminiTunedModel -SpecPath '{path}'"));
        PSObject again = Assert.Single(_session.Run($"[IO.FileInfo]'{path}' | New-GeminiTunedModel -Wait"));
        Assert.Equal(Model(first), Model(again));
        Assert.Single(_session.Run("Get-GeminiTuningJob"));

        _session.Run($"'{path}' | New-GeminiTunedModel -WhatIf");
        Assert.Contains("has started already", _session.Host.Screen.Text, StringComparison.Ordinal);

        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Force");
        Assert.Equal(2, _session.Run("Get-GeminiTuningJob").Count);
        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -EpochCount 2");
        Assert.Equal(3, _session.Run("Get-GeminiTuningJob").Count);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Other_data_is_another_job_and_a_deleted_model_is_made_again(string connect)
    {
        string path = Write(connect);
        _session.Run(connect);
        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Wait | Remove-GeminiTunedModel");
        Assert.Single(_session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Wait; "));
        Assert.Single(_session.Run("Get-GeminiTunedModel"));

        File.AppendAllText(Path.Combine(_folder, "rows.csv"), "91,92\n");
        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Wait");
        Assert.Equal(2, _session.Run("Get-GeminiTunedModel").Count);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_cancelled_job_does_not_count(string connect)
    {
        using var session = new ModuleSession();
        session.Run("Start-GeminiTuningEmulator -TuningDuration 600; " + connect);
        string path = Write(connect);
        session.Run($"New-GeminiTunedModel -SpecPath '{path}' | Stop-GeminiTuning");
        session.Run($"New-GeminiTunedModel -SpecPath '{path}'");
        Assert.Equal(["Cancelled", "Running"], session.Run("Get-GeminiTuningJob").Select(static job => State(job)).Order(StringComparer.Ordinal));

        static string State(PSObject job) => job.Properties["State"].Value.ToString() is "Cancelled" ? "Cancelled" : "Running";
    }

    [Fact]
    public void A_given_id_is_found_again_but_not_as_something_else()
    {
        string path = Write(Gemini, "id: inc-1\n");
        _session.Run(Gemini);
        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Wait");
        Assert.Equal("tunedModels/inc-1", Model(Assert.Single(_session.Run($"New-GeminiTunedModel -SpecPath '{path}'"))));

        ErrorRecord error = _session.Fail($"New-GeminiTunedModel -SpecPath '{path}' -EpochCount 7");
        Assert.StartsWith("SpecModelDiffers,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("its epochCount is 3, and the spec has 7", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashtables_and_objects_are_specs_too()
    {
        _session.Run(Gemini);
        Collection<PSObject> jobs = _session.Run(
            $"$rows = '{Path.Combine(_folder, "rows.csv")}'; @{{ baseModel = 'models/gemini-1.0-pro-001'; trainingData = $rows; hyperparameters = @{{ epochCount = 2; batchSize = 4 }} }}, "
            + "[pscustomobject]@{ baseModel = 'models/gemini-1.0-pro-001'; trainingData = @($rows); hyperparameters = [pscustomobject]@{ epochCount = 2; batchSize = 4 } } | New-GeminiTunedModel");
        Assert.Equal(2, jobs.Count);
        Assert.Equal(Model(jobs[0]), Model(jobs[1]));
    }

    [Fact]
    public void A_fault_in_the_last_spec_starts_nothing()
    {
        string good = Write(Gemini);
        string bad = Path.Combine(_folder, "bad.yaml");
        File.WriteAllText(bad, "baseModel: models/gemini-1.0-pro-001\ntrainingdata: rows.csv\n");
        _session.Run(Gemini);
        RunResult result = _session.TryRun($"New-GeminiTunedModel -SpecPath '{good}', '{bad}'");
        Assert.Equal(["SpecKeyUnknown"], result.ErrorIds);
        Assert.Contains("bad.yaml, line 2, column 1", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Run("Get-GeminiTuningJob"));
    }

    [Theory]
    [InlineData(Gemini, "")]
    [InlineData(Vertex, "")]
    [InlineData(Vertex, "-ThrottleLimit 1")]
    public void A_sweep_goes_on_as_the_quota_allows(string connect, string options)
    {
        string path = Write(connect, "sweep: { learningRateMultiplier: [0.5, 1, 2, 3] }\n");
        using var session = new ModuleSession();
        session.Run("Start-GeminiTuningEmulator -TuningDuration 0.3 -JobQuota 1; " + connect + " -MaximumRetryCount 0");

        RunResult result = session.TryRun($"New-GeminiTunedModel -SpecPath '{path}' {options} -PollInterval 0.1 -Verbose");
        Assert.Empty(result.Errors.Select(static error => error.ToString()));
        Assert.Equal(4, result.Output.Count);
        Assert.Contains(result.Streams.Verbose, static line => line.Message.Contains("Ctrl+C ends the waiting", StringComparison.Ordinal));

        session.Run($"New-GeminiTunedModel -SpecPath '{path}'");
        Assert.Equal(4, session.Run("Get-GeminiTuningJob").Count);
    }

    [Fact]
    public void A_sweep_is_compared_by_loss_by_answers_and_by_a_script()
    {
        string path = Write(Gemini, "sweep: { epochCount: [1, 20] }\n");
        _session.Run(Gemini);
        Assert.All(_session.Run($"Compare-GeminiTuning -SpecPath '{path}'"), static item => Assert.Null(item.Properties["Rank"].Value));

        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Wait");
        Assert.Equal([20, 1], Column($"Compare-GeminiTuning -SpecPath '{path}'", "EpochCount"));
        Assert.Equal([1, 2], Column("Get-GeminiTuningJob | Compare-GeminiTuning", "Rank"));

        string data = Path.Combine(_folder, "rows.csv");
        double[] scores = [.. Column($"Get-GeminiTunedModel | Compare-GeminiTuning -EvaluationDataPath '{data}'", "Score").Cast<double>()];
        Assert.True(scores[0] > scores[1], string.Join(' ', scores));
        Assert.Equal([1.0, 1.0], Column("Get-GeminiTunedModel | Compare-GeminiTuning -EvaluationData @{ input = '1'; output = '2' } -Score { param($expected, $actual) $expected -eq '2' -and $actual -is [string] }", "Score"));
    }

    [Theory]
    [InlineData("Compare-GeminiTuning x -Metric ExactMatch", "EvaluationDataMissing")]
    [InlineData("Compare-GeminiTuning x -EvaluationData @{ input = '1'; output = '2' } -EvaluationDataPath x.csv", "EvaluationDataAmbiguous")]
    [InlineData("Compare-GeminiTuning x -EvaluationDataPath gs://bucket/x.jsonl", "EvaluationDataUnreadable")]
    [InlineData("Compare-GeminiTuning no-such-model", "TunedModelNotFound")]
    [InlineData("New-GeminiTunedModel -SpecPath no-such.yaml", "SpecNotFound")]
    [InlineData("New-GeminiTunedModel -SpecPath no-such-*.yaml", "SpecNotFound")]
    [InlineData("New-GeminiTunedModel -SpecPath Variable:x", "SpecPathNotFile")]
    [InlineData("New-GeminiTunedModel -SpecPath 5", "SpecInvalid")]
    public void Bad_input_is_one_error(string command, string id)
    {
        _session.Run(Gemini);
        Assert.Equal([id], _session.TryRun(command).ErrorIds);
    }

    [Fact]
    public void A_spec_of_Vertex_AI_goes_round()
    {
        string path = Write(Vertex, "validationData: rows.csv\nlabels: { team: '7' }\nmethod: Supervised\ndescription: 'a: ${not}'\nexportLastCheckpointOnly: true\n");
        _session.Run(Vertex);
        string first = Text($"New-GeminiTunedModel -SpecPath '{path}' -Wait | Export-GeminiTuningSpec");
        string file = Path.Combine(_folder, "round.yaml");
        File.WriteAllText(file, first);
        string second = Text($"New-GeminiTunedModel -SpecPath '{file}' -Wait | Export-GeminiTuningSpec");

        Assert.Equal(first, second);
        Assert.StartsWith("# yaml-language-server: $schema=", first, StringComparison.Ordinal);
        Assert.Contains("team: \"7\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("geminituning-spec", first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_of_the_Gemini_API_needs_its_data_again()
    {
        string path = Write(Gemini, "id: inc-1\ntemperature: 0.3\n");
        _session.Run(Gemini);
        _session.Run($"New-GeminiTunedModel -SpecPath '{path}' -Wait");
        string file = Path.Combine(_folder, "inc-1.yaml");
        Assert.Equal(file, Text($"Get-GeminiTunedModel | Export-GeminiTuningSpec -Path '{_folder}'"));

        Assert.StartsWith("SpecDataPlaceholder,", _session.Fail($"New-GeminiTunedModel -SpecPath '{file}'").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("tunedModels/inc-1", Model(Assert.Single(_session.Run($"New-GeminiTunedModel -SpecPath '{file}' -TrainingDataPath '{Path.Combine(_folder, "rows.csv")}'"))));
    }

    [Fact]
    public void A_file_is_replaced_only_where_that_was_not_forbidden()
    {
        _session.Run(Gemini);
        _session.Run($"New-GeminiTunedModel -SpecPath '{Write(Gemini, "id: inc-1\n")}' -Wait");
        string file = Path.Combine(_folder, "out.yaml");
        File.WriteAllText(file, "mine");
        Assert.StartsWith("SpecFileExists,", _session.Fail($"Export-GeminiTuningSpec inc-1 '{file}' -NoClobber").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
        _session.Run($"Export-GeminiTuningSpec inc-1 '{file}'");
        Assert.Contains("id: inc-1", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(["out.yaml", "rows.csv", "tuning.yaml"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_is_in_the_module() =>
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "tuning.schema.json")));

    private static string Model(PSObject item) =>
        (item.Properties["TuningJob"]?.Value ?? (item.Properties["Backend"].Value.ToString() is "VertexAI" ? item.Properties["Name"] : item.Properties["TunedModel"] ?? item.Properties["Name"]).Value).ToString()!;

    private string Write(string connect, string more = "")
    {
        string model = string.Equals(connect, Vertex, StringComparison.Ordinal) ? "gemini-2.5-flash" : "models/gemini-1.0-pro-001";
        string epochs = more.Contains("epochCount", StringComparison.Ordinal) ? string.Empty : "hyperparameters: { epochCount: 3 }\n";
        string path = Path.Combine(_folder, "tuning.yaml");
        File.WriteAllText(path, $"baseModel: {model}\ntrainingData: rows.csv\n{epochs}{more}");
        return path;
    }

    private IEnumerable<object> Column(string script, string property) => [.. _session.Run(script).Select(item => item.Properties[property].Value)];

    private string Text(string script) => Assert.Single(_session.Run(script)).BaseObject.ToString()!;
}
