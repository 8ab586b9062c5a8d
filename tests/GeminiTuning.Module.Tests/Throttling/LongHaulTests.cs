using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests.Throttling;

/// <summary>What a process holds after many requests. Ten times as many are sent by a benchmark (only-long-haul).</summary>
public sealed class LongHaulTests
{
    private const int Throttle = 32;

    [Fact]
    public async Task Memory_handles_and_threads_stay_flat()
    {
        // All connections are made by the first requests.
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new GatedServer(async request =>
        {
            if (request.Number == Throttle)
            {
                full.SetResult();
            }

            await full.Task;
            return (200, GatedServer.Describe(request));
        });

        string[] lines = await FreshProcess.RunAsync($$"""
            Import-Module '{{ModuleSession.ModulePath}}'
            Connect-GeminiTuning -Endpoint {{server.Endpoint}} -ApiKey k
            foreach ($round in 1..3) {
                1..10000 | ForEach-Object { "$_" } | Invoke-GeminiTunedModel m -ThrottleLimit {{Throttle}} | Out-Null
                $heap = foreach ($pass in 1..3) { [GC]::WaitForPendingFinalizers(); [GC]::GetTotalMemory($true) }
                $process = [Diagnostics.Process]::GetCurrentProcess()
                $handles = if ($IsLinux) { [IO.Directory]::GetFileSystemEntries('/proc/self/fd').Length } else { $process.HandleCount }
                [Console]::Out.WriteLine("$($heap[2]) $handles $($process.Threads.Count)")
            }
            """);

        long[][] rounds = [.. lines.Select(static line => line.Split(' ').Select(static n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(30_000, server.Log.Count);

        // Fifty bytes for each of the 20,000 requests between the first round and the last.
        Assert.InRange(rounds[2][0] - rounds[0][0], long.MinValue, 1_000_000);
        Assert.InRange(rounds[2][1] - rounds[0][1], long.MinValue, 8);
        Assert.InRange(rounds[2][2] - rounds[0][2], long.MinValue, 8);
    }
}
