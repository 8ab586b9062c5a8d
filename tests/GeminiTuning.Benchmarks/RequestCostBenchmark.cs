using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// Processor time and memory of this process for each prompt of a pipeline, against a bare HttpClient that sends the same
/// and reads the same with System.Text.Json. The server is in another process and answers at once.
/// </summary>
internal static class RequestCostBenchmark
{
    private const int Count = 9;
    private const int Requests = 4_000;
    private const int Throttle = 8;

    public static async Task RunAsync()
    {
        using ServerProcess server = await ServerProcess.StartAsync("serve-latency", "0");
        using var module = new ModuleRunner(server.Endpoint);
        using var client = new HttpClient { BaseAddress = server.Endpoint };
        module.Invoke("$prompts = foreach ($n in 1..4000) { \"prompt $n\" }");

        var time = new Pairs();
        var memory = new Pairs();
        for (int i = -2; i < Count; i++)
        {
            bool weFirst = i % 2 == 0;
            Cost? bare = weFirst ? null : await MeasureAsync(() => AskBareAsync(client));
            Cost ours = await MeasureAsync(() =>
            {
                module.Invoke($"$prompts | Invoke-GeminiTunedModel m -ThrottleLimit {Throttle} | Out-Null");
                return Task.CompletedTask;
            });
            bare = weFirst ? await MeasureAsync(() => AskBareAsync(client)) : bare!;
            if (i >= 0)
            {
                time.Add(ours.Microseconds, bare.Microseconds);
                memory.Add(ours.Kilobytes, bare.Kilobytes);
            }
        }

        time.WriteDifference("Processor time of a prompt, against a bare HttpClient", "µs", "at most 100 µs more");
        memory.WriteDifference("Memory allocated for a prompt, against a bare HttpClient", "KB", "at most 10 KB more");
    }

    private static async Task<Cost> MeasureAsync(Func<Task> run)
    {
        using var own = Process.GetCurrentProcess();
        GC.Collect();
        TimeSpan before = own.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        await run();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        own.Refresh();
        return new Cost((own.TotalProcessorTime - before).TotalMicroseconds / Requests, allocated / 1e3 / Requests);
    }

    private static Task AskBareAsync(HttpClient client)
    {
        int next = 0;
        return Task.WhenAll(Enumerable.Range(0, Throttle).Select(worker => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n <= Requests)
            {
                string body = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"prompt " + n.ToString(CultureInfo.InvariantCulture) + "\"}]}]}";
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await client.PostAsync("v1beta/tunedModels/m:generateContent", content);
                using JsonDocument answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
                _ = answer.RootElement.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString();
            }
        })));
    }

    private sealed record Cost(double Microseconds, double Kilobytes);
}
