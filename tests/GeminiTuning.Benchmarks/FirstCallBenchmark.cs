using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// What the first call costs after the import, each time in a process of its own: connecting and one answer, against the
/// first request of a bare HttpClient. The server is in another process and answers at once.
/// </summary>
internal static class FirstCallBenchmark
{
    private const int Count = 15;

    public static async Task RunAsync()
    {
        using ServerProcess server = await ServerProcess.StartAsync("serve-latency", "0");
        string endpoint = server.Endpoint.ToString();
        Pairs pairs = await Pairs.MeasureAsync(Count, () => StartChildAsync("first-call", endpoint), () => StartChildAsync("first-call-bare", endpoint));
        pairs.WriteDifference("First call of a process: connect and ask, against a bare HttpClient", "ms", "–");
    }

    public static void RunChild(Uri endpoint)
    {
        using var module = new ModuleRunner();
        Console.WriteLine(module.Time($"Connect-GeminiTuning -Endpoint {endpoint} -ApiKey benchmark; Invoke-GeminiTunedModel m prompt").ToString(CultureInfo.InvariantCulture));
    }

    public static async Task RunBareChildAsync(Uri endpoint)
    {
        var clock = Stopwatch.StartNew();
        using var client = new HttpClient { BaseAddress = endpoint };
        using var content = new StringContent("""{"contents":[{"role":"user","parts":[{"text":"prompt"}]}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("v1beta/tunedModels/m:generateContent", content);
        using JsonDocument answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        _ = answer.RootElement.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString();
        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<double> StartChildAsync(string what, string endpoint) =>
        double.Parse(await Children.RunAsync(what, endpoint), CultureInfo.InvariantCulture);
}
