using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Tests.Auth;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Faults;

/// <summary>What the emulator notes of requests.</summary>
public sealed class RequestLogTests
{
    [Fact]
    public async Task Every_request_is_noted_before_its_answer_arrives()
    {
        using var emulator = TestEmulator.WithSlowRuns();
        await emulator.Create("numbers");
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        await emulator.Delete("v1beta/tunedModels/letters?key=a-secret");
        await emulator.Get("nowhere");
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(
            [
                new EmulatorRequest(1, start, "POST", "/v1beta/tunedModels", "/v1beta/tunedModels", 200, null, Applied: true),
                new EmulatorRequest(2, start.AddSeconds(1), "DELETE", "/v1beta/tunedModels/letters", "/v1beta/tunedModels/*", 404, null, Applied: false),
                new EmulatorRequest(3, start.AddSeconds(1), "GET", "/nowhere", "", 404, null, Applied: false),
            ],
            emulator.Requests);
    }

    [Theory]
    [InlineData("storage/v1/b/geminituning-emulator/o/a%2Fb", "/storage/v1/b/geminituning-emulator/o/a/b", "/storage/v1/b/*/o/*")]
    [InlineData("v1/projects/p/locations/l/tuningJobs/7", "/v1/projects/p/locations/l/tuningJobs/7", "/v1/projects/*/locations/*/tuningJobs/*")]
    [InlineData("tokeninfo?access_token=a", "/tokeninfo", "/tokeninfo")]
    [InlineData("$discovery/rest", "/$discovery/rest", "/$discovery/rest")]
    public async Task Every_service_has_routes(string url, string path, string route)
    {
        using var emulator = new TestEmulator();
        await emulator.Get(url);
        Assert.Equal((path, route), (Assert.Single(emulator.Requests).Path, emulator.Requests[0].Route));
    }

    [Fact]
    public async Task Requests_of_a_kind_are_counted_together()
    {
        using var emulator = new TestEmulator(new EmulatorOptions { FaultSeed = 7, Faults = [new EmulatorFault { Status = 503, Count = 2 }] });
        for (var i = 0; i < 5; i++)
        {
            await emulator.Get("v1beta/models/gemini-1.5-flash");
        }

        Assert.Equal(
            [
                new EmulatorRequestCount("GET", "/v1beta/models/*", 200, null, Applied: true, 3),
                new EmulatorRequestCount("GET", "/v1beta/models/*", 503, EmulatorFaultKind.Status, Applied: false, 2),
            ],
            emulator.Counts);
    }

    [Fact]
    public void The_log_does_not_grow_beyond_its_bounds()
    {
        var log = new RequestLog();
        for (var i = 0; i < 25_000; i++)
        {
            log.Add(default, "VERB" + (i % 2_000), new string('a', 5_000), "/route", 200, fault: null, applied: true);
        }

        Assert.Equal(20_000, log.GetRequests().Count);
        Assert.Equal((5_001, 25_000), (log.GetRequests()[0].Number, log.GetRequests()[^1].Number));
        Assert.All(log.GetRequests(), static request => Assert.Equal(512, request.Path.Length));
        Assert.Equal(1_001, log.GetCounts().Count);
        Assert.Equal(25_000, log.GetCounts().Sum(static count => count.Count));
    }

    [Fact]
    public async Task Hundreds_of_requests_are_delayed_side_by_side()
    {
        // The system's clock, since what is tried out is that no thread is held while time passes.
        using var emulator = new SignInEmulator(new EmulatorOptions { Latency = TimeSpan.FromMilliseconds(50), Faults = [EmulatorFault.Parse("Stall:0%")] }, TimeProvider.System);
        await emulator.Get("v1beta/models?key=k");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(async _ => Assert.Equal(200, (await emulator.Get("v1beta/models?key=k")).Status)));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));
    }
}
