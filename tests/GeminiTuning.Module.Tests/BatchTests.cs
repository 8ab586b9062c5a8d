using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>Prompts whose answers go to a file.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly ModuleSession _session = new ModuleSession().WithEmulator();
    private readonly string _file;

    public BatchTests()
    {
        _file = Path.Combine(_folder, "answers.jsonl");
        _session.Run($"@{{input='1';output='2'}} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -Wait; $out = '{_file}'");
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Each_answer_becomes_a_line_and_nothing_is_emitted()
    {
        Assert.Empty(_session.Run("'1', 'two', '七' | Invoke-GeminiTunedModel inc-1 -OutputPath $out"));
        Assert.Equal(["1:1", "2:two", "3:七"], Rows().Order());
    }

    [Fact]
    public void The_same_command_again_asks_what_is_missing_only()
    {
        _session.Run("'1', '2' | Invoke-GeminiTunedModel inc-1 -OutputPath $out");
        RunResult again = _session.TryRun("'1', '2', '3', '2' | Invoke-GeminiTunedModel inc-1 -OutputPath $out -PassThru -Verbose -Debug");
        Assert.Equal(["1", "2", "3", "2"], again.Output.Select(static answer => ((PSObject)answer).Properties["Prompt"].Value));
        Assert.Equal(2, again.Streams.Debug.Count(static line => line.Message.Contains("generateContent", StringComparison.Ordinal)));
        Assert.Contains(again.Streams.Verbose, static line => line.Message.EndsWith("has 2 answers already, which are not asked for again.", StringComparison.Ordinal));
        Assert.Equal(["1:1", "2:2", "3:3", "4:2"], Rows().Order());
    }

    [Fact]
    public void What_failed_is_asked_again()
    {
        Assert.Single(_session.TryRun("'inc-1', 'nobody' | Invoke-GeminiTunedModel -Prompt 'a' -OutputPath $out").Errors);
        Assert.Equal(["1:a"], Rows());
        _session.Run("@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id nobody -Wait; 'inc-1', 'nobody' | Invoke-GeminiTunedModel -Prompt 'a' -OutputPath $out");
        Assert.Equal(["1:a", "2:a"], Rows().Order());
    }

    [Fact]
    public void WhatIf_makes_no_file()
    {
        _session.Run("'1' | Invoke-GeminiTunedModel inc-1 -OutputPath $out -WhatIf");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("$out -Stream", "OutputPathAndStream")]
    [InlineData("(Split-Path $out)", "OutputFileUnusable")]
    [InlineData("Env:x", "TrainingPathNotFile")]
    public void A_file_that_cannot_be_used_is_one_error_before_anything_is_asked(string path, string errorId)
    {
        RunResult result = _session.TryRun($"'1', '2' | Invoke-GeminiTunedModel inc-1 -OutputPath {path.Replace("(Split-Path $out)", "'" + _folder + "'", StringComparison.Ordinal)} -Debug");
        Assert.Equal(errorId, Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain(result.Streams.Debug, static line => line.Message.Contains("generateContent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_one_line_for_each_prompt()
    {
        const int Count = 60;
        string endpoint = $"{_session.Run("(Get-GeminiTuningContext).Endpoint").Single()}";
        string command = $"Import-Module '{ModuleSession.ModulePath}'; Connect-GeminiTuning -ApiKey k -Endpoint {endpoint}; "
            + $"1..{Count} | ForEach-Object {{ \"$_\" }} | Invoke-GeminiTunedModel inc-1 -OutputPath '{_file}' -ThrottleLimit 4 -PassThru | ForEach-Object {{ [Console]::Out.WriteLine($_.Prompt) }}";

        foreach (int most in new[] { 1, 5, 12, 30 })
        {
            using Process process = FreshProcess.Start(command);
            for (int read = 0; read < most; read++)
            {
                Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(File.ReadAllText(_file));
        string[] emitted = await FreshProcess.RunAsync(command);
        Assert.Equal(Enumerable.Range(1, Count).Select(static n => n.ToString(CultureInfo.InvariantCulture)), emitted);
        Assert.Equal(Enumerable.Range(1, Count).Select(static n => FormattableString.Invariant($"{n}:{n}")).Order(), Rows().Order());
    }

    private string[] Rows() => [.. File.ReadAllLines(_file).Select(static line => JsonDocument.Parse(line).RootElement)
        .Select(static line => FormattableString.Invariant($"{line.GetProperty("row")}:{line.GetProperty("prompt")}"))];
}
