using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>Listing and reading 10,000 tuned models, against a bare HttpClient and System.Text.Json over the same pages.</summary>
internal static class ListingBenchmark
{
    private const int Models = 10_000;
    private const int PageSize = 100;
    private const int Count = 9;

    public static async Task RunAsync()
    {
        using var service = new CannedService(Models, PageSize);
        using var client = new HttpClient { BaseAddress = service.Endpoint };
        using Runspace runspace = Modules.OpenRunspace();
        Invoke(runspace, $"Import-Module '{Modules.Ours}'; Connect-GeminiTuning -Endpoint {service.Endpoint} -ApiKey benchmark");

        Pairs time = await Pairs.MeasureAsync(
            Count,
            () => Task.FromResult(Time(() => Invoke(runspace, "Get-GeminiTunedModel | Out-Null"))),
            () => TimeBareAsync(client));
        time.Write($"List and read {Models:N0} tuned models, against a bare loop", "ms", "at most 1.5");

        double first = Time(() => Invoke(runspace, "foreach ($page in 1) { Get-GeminiTunedModel | ForEach-Object { break } }"));
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "| First object of {0:N0} | {1:0.0} ms | | | after the first page |", Models, first));

        using var small = new CannedService(1_000, PageSize);
        double few = await HeldAsync(runspace, small);
        double many = await HeldAsync(runspace, service);
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "| Largest live heap while 10,000 go by, against 1,000 | {0:0.0} MB | {1:0.0} MB | {2:0.00} | does not grow |",
            many,
            few,
            many / few));
    }

    // The heap that is live at every hundredth object while the pipeline discards them.
    private static Task<double> HeldAsync(Runspace runspace, CannedService service)
    {
        Invoke(runspace, $"Connect-GeminiTuning -Endpoint {service.Endpoint} -ApiKey benchmark");
        double most = 0;
        int seen = 0;
        runspace.SessionStateProxy.SetVariable("sample", (Action)(() =>
        {
            if (++seen % 100 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            }
        }));
        Invoke(runspace, "Get-GeminiTunedModel | ForEach-Object { $sample.Invoke() }");
        return Task.FromResult(most);
    }

    private static async Task<double> TimeBareAsync(HttpClient client)
    {
        var clock = Stopwatch.StartNew();
        string? token = null;
        int read = 0;
        do
        {
            BarePage page = (await client.GetFromJsonAsync<BarePage>($"v1beta/tunedModels?pageSize={PageSize}&pageToken={token}"))!;
            foreach (BareModel model in page.TunedModels)
            {
                read += model.Name is null ? 0 : 1;
            }

            token = page.NextPageToken;
        }
        while (token is not null);

        return read == Models ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"Read {read} models.");
    }

    private static double Time(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static void Invoke(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script).Invoke();
        if (shell.HadErrors)
        {
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        }
    }

    private sealed record BarePage(List<BareModel> TunedModels, string? NextPageToken);

    private sealed record BareModel(
        string? Name,
        string? BaseModel,
        string? DisplayName,
        string? State,
        DateTimeOffset CreateTime,
        DateTimeOffset UpdateTime,
        BareTask? TuningTask,
        double Temperature,
        double TopP,
        int TopK);

    private sealed record BareTask(string? StartTime, DateTimeOffset CompleteTime, List<BareSnapshot>? Snapshots, BareParameters? Hyperparameters);

    private sealed record BareSnapshot(int Step, int Epoch, double MeanLoss, string? ComputeTime);

    private sealed record BareParameters(int EpochCount, int BatchSize, double LearningRate);
}
