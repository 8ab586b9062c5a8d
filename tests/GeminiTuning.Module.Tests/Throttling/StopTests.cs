using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests.Throttling;

/// <summary>Ctrl+C at random moments. Alone, as it looks at what the whole process leaves behind.</summary>
[Collection(nameof(StopTests))]
[CollectionDefinition(nameof(StopTests), DisableParallelization = true)]
public sealed class StopTests
{
    private const int Runs = 200;

    // None of them would ever end.
    private static readonly string[] Commands =
    [
        "& { while ($true) { \"$run-$((++$n))\" } } | Invoke-GeminiTunedModel m -ThrottleLimit 32",
        "& { while ($true) { \"$run-$((++$n))\" } } | Remove-GeminiTunedModel -ThrottleLimit 32",
        "& { while ($true) { \"$run-$((++$n))\" } } | Set-GeminiTunedModel -DisplayName x -PassThru -ThrottleLimit 8",
        "& { while ($true) { \"$run-$((++$n))\" } } | Get-GeminiTunedModel -ThrottleLimit 16",
        "& { while ($true) { \"$run-$((++$n))\" } } | Wait-GeminiTuning -ThrottleLimit 16",
    ];

    [Fact]
    public async Task After_Ctrl_C_at_a_random_moment_nothing_is_sent_and_nothing_is_left()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> observer = (_, e) => unobserved.Enqueue(e.Exception);
        Collect();
        TaskScheduler.UnobservedTaskException += observer;
        try
        {
            await StopManyTimesAsync();
            Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= observer;
        }

        Assert.Empty(unobserved);
    }

    private static async Task StopManyTimesAsync()
    {
        var random = new Random(20240416);
        var moment = new Moment();
        await using var server = new GatedServer(request => AnswerAsync(request, moment));
        int runspaces;
        var stopped = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var session = new ModuleSession())
        {
            session.Run($"Connect-GeminiTuning -Endpoint {server.Endpoint} -ApiKey k");
            runspaces = CountRunspaces();
            for (int run = 0; run < Runs; run++)
            {
                string name = "run" + run.ToString(CultureInfo.InvariantCulture);
                session.Runspace.SessionStateProxy.SetVariable("run", name);
                using PowerShell shell = session.NewShell("$n = 0; " + Commands[run % Commands.Length]);
                Task reached = moment.After(random.Next(0, 80));
                IAsyncResult running = shell.BeginInvoke();
                await reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
                Thread.SpinWait(random.Next(0, 20_000));

                long before = Stopwatch.GetTimestamp();
                shell.Stop();
                stopped[name] = before;
                Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(1));
                Assert.ThrowsAny<PipelineStoppedException>(() => shell.EndInvoke(running));
                Assert.Empty(shell.Streams.Error);
                Assert.Equal(RunspaceAvailability.Available, session.Runspace.RunspaceAvailability);
            }

            Assert.Equal(runspaces, CountRunspaces());
            session.Run("Disconnect-GeminiTuning");
            await server.AllClosedAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        // The log goes on through the runs that follow, so that it would show what comes late.
        Assert.All(server.Log, request =>
        {
            string text = request.Line + request.Body;
            int start = text.IndexOf("run", StringComparison.Ordinal);
            string name = text[start..text.IndexOf('-', start)];
            Assert.InRange(Stopwatch.GetElapsedTime(stopped[name], request.Timestamp), TimeSpan.MinValue, TimeSpan.FromSeconds(1));
        });
    }

    // Some are refused, so that some runs are stopped while a request waits for its next attempt.
    private static Task<(int Status, string Body)> AnswerAsync(LoggedRequest request, Moment moment)
    {
        moment.Pass();
        return Task.FromResult((request.Number % 23) switch
        {
            0 => (503, "{}"),
            11 => (429, "{}"),
            _ => (200, GatedServer.Describe(request)),
        });
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    // The engine's own list, which Get-Runspace shows.
    private static int CountRunspaces() => ((ICollection)typeof(Runspace)
        .GetProperty("RunspaceList", BindingFlags.Static | BindingFlags.NonPublic)!
        .GetValue(null)!).Count;

    /// <summary>Comes after a number of requests.</summary>
    private sealed class Moment
    {
        private TaskCompletionSource _signal = new();
        private int _left;

        public Task After(int requests)
        {
            lock (this)
            {
                _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _left = requests;
                if (requests == 0)
                {
                    _signal.SetResult();
                }

                return _signal.Task;
            }
        }

        public void Pass()
        {
            lock (this)
            {
                if (--_left == 0)
                {
                    _signal.TrySetResult();
                }
            }
        }
    }
}
