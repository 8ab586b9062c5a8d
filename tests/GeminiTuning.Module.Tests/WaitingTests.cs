using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

public sealed class WaitingTests
{
    private const string Start = "@{input='1';output='2'} | New-GeminiTunedModel models/gemini-1.0-pro-001 -EpochCount 50 -BatchSize 1";

    [Fact]
    public async Task Ctrl_C_ends_the_wait_within_a_second_and_leaves_the_job_running()
    {
        using var session = new ModuleSession();
        session.Run("Start-GeminiTuningEmulator -TuningDuration 600; Connect-GeminiTuning -Emulator");
        session.Run(Start + " -Id slow");

        using PowerShell waiting = session.NewShell("Wait-GeminiTuning slow -InformationAction Continue");
        // Not on the pipeline thread, which is the one that is to be stopped.
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Streams.Information.DataAdded += (_, _) => looked.TrySetResult();
        IAsyncResult running = waiting.BeginInvoke();
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var clock = Stopwatch.StartNew();
        waiting.Stop();
        Assert.ThrowsAny<PipelineStoppedException>(() => waiting.EndInvoke(running));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), clock.Elapsed.ToString());
        Assert.Equal("Running", Assert.Single(session.Run("Get-GeminiTuningJob slow")).Properties["State"].Value.ToString());
    }

    [Fact]
    public void A_timeout_is_one_error_and_leaves_the_job_running()
    {
        using var session = new ModuleSession();
        session.Run("Start-GeminiTuningEmulator -TuningDuration 600; Connect-GeminiTuning -Emulator");
        session.Run(Start + " -Id slow");

        ErrorRecord error = session.Fail("Wait-GeminiTuning slow -Timeout 0.3 -PollInterval 0.1");
        Assert.Equal("WaitTimedOut", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal("Running", Assert.Single(session.Run("Get-GeminiTuningJob slow")).Properties["State"].Value.ToString());
    }

    [Fact]
    public void Many_jobs_are_waited_for_at_once_and_come_out_in_their_order()
    {
        using ModuleSession session = new ModuleSession().WithEmulator();
        string[] names = [.. session.Run("1..6 | ForEach-Object { " + Start + " -Id \"job-$_\" } | Wait-GeminiTuning")
            .Select(static m => (string)m.Properties["Id"].Value)];
        Assert.Equal(["job-1", "job-2", "job-3", "job-4", "job-5", "job-6"], names);
    }

    [Fact]
    public void Where_there_is_no_console_milestones_go_to_the_information_stream_and_no_bar_is_drawn()
    {
        using ModuleSession session = new ModuleSession().WithEmulator();
        RunResult result = session.TryRun(Start + " -Id inc-1 -Wait");

        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Streams.Information);
        Assert.All(result.Streams.Information, static line => Assert.StartsWith("tunedModels/inc-1: ", line.MessageData.ToString(), StringComparison.Ordinal));
        Assert.Empty(result.Streams.Progress);
    }

    [Fact]
    public void A_stopped_job_is_cancelled_and_waiting_for_it_is_an_error()
    {
        using var session = new ModuleSession();
        session.Run("Start-GeminiTuningEmulator -TuningDuration 600; Connect-GeminiTuning -Emulator");
        session.Run(Start + " -Id slow | Stop-GeminiTuning");

        ErrorRecord error = session.Fail("Wait-GeminiTuning slow");
        Assert.Equal("TuningCancelled", error.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("-Timeout abc")]
    [InlineData("-Timeout -1")]
    [InlineData("-PollInterval $true")]
    public void A_duration_that_is_none_is_refused(string argument)
    {
        using var session = new ModuleSession();
        ErrorRecord error = session.Fail("Wait-GeminiTuning x " + argument);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Contains("seconds", error.Exception.Message, StringComparison.Ordinal);
    }
}
