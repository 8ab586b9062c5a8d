using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>
/// Many models and prompts on a bad day: nothing is lost and nothing done twice, by the emulator's own log. The waits
/// between attempts are real. Alone, as it keeps the machine busy.
/// </summary>
[Collection(nameof(BadDayTests))]
[CollectionDefinition(nameof(BadDayTests), DisableParallelization = true)]
public sealed class BadDayTests : IDisposable
{
    private const int Sessions = 10;

    // The service says how long to wait, as else a prompt that has bad luck five times waits for a minute.
    private const string BadDay = "@{ Status = 503; Probability = 0.2; RetryAfter = 1 }, 'ResetAfterApplying:5%', 'Truncate:5%'";

    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_hundred_models_are_made_once_each()
    {
        Uri endpoint = Start(BadDay);
        PSObject[] jobs = await CreateAsync(
            $"Connect-GeminiTuning -Endpoint {endpoint} -ApiKey k -MaximumRetryCount 10",
            10,
            """
            $given = if ($n % 2) { @{ Id = "given-$name" } } else { @{} }
            @{ input = '1'; output = '2' } | New-GeminiTunedModel models/gemini-1.0-pro-001 -DisplayName $name -EpochCount 1 @given
            """);

        Assert.Equal(100, Applied("POST", "/v1beta/tunedModels"));
        Connect();
        PSObject[] models = [.. _session.Run("Get-GeminiTunedModel")];
        Assert.Equal(Names(10), models.Select(static model => Text(model, "DisplayName")).Order(StringComparer.Ordinal));
        Assert.Equal(
            models.Select(static model => Text(model, "Name")).Order(StringComparer.Ordinal),
            jobs.Select(static job => Text(job, "TunedModel")).Order(StringComparer.Ordinal));
        Assert.Equal(50, models.Count(static model => string.Equals(Text(model, "Id"), "given-" + Text(model, "DisplayName"), StringComparison.Ordinal)));
        AssertBad("POST", "/v1beta/tunedModels");
    }

    [Fact]
    public void Five_thousand_prompts_have_one_row_each()
    {
        const int Prompts = 5_000;
        string file = Path.Combine(_folder, "answers.jsonl");
        Start(BadDay);
        Connect();
        _session.Run("@{ input = '1'; output = '2' } | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id inc-1 -Wait -PollInterval 0.1");

        Assert.Empty(_session.Run($"1..{Prompts} | ForEach-Object {{ \"$_\" }} | Invoke-GeminiTunedModel inc-1 -OutputPath '{file}' -MaxOutputTokens 4 -ThrottleLimit 256"));

        JsonElement[] rows = [.. File.ReadLines(file).Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(Enumerable.Range(1, Prompts), rows.Select(static row => row.GetProperty("row").GetInt32()).Order());
        Assert.All(rows, static row =>
        {
            Assert.Equal(row.GetProperty("row").GetInt32().ToString(CultureInfo.InvariantCulture), row.GetProperty("prompt").GetString());
            Assert.NotEmpty(row.GetProperty("text").GetString()!);
        });

        // What was answered is not asked again: each whole answer is one row.
        Assert.Equal(Prompts, Applied("POST", "/v1beta/tunedModels/*:generateContent", "$null -eq $_.Fault"));
        AssertBad("POST", "/v1beta/tunedModels/*:generateContent");
    }

    [Fact]
    public async Task A_thousand_models_are_deleted_with_one_pipeline()
    {
        const int Models = 1_000;
        using (var client = new HttpClient { BaseAddress = Start(BadDay) })
        {
            client.DefaultRequestHeaders.Add("x-goog-api-key", "k");
            await Parallel.ForAsync(0, Models, TestContext.Current.CancellationToken, async (n, stop) => await MakeAsync(client, n, stop));
        }

        Connect();
        _session.Run("Get-GeminiTunedModel | Remove-GeminiTunedModel -ThrottleLimit 64");

        Assert.Equal(Models, Applied("DELETE", "/v1beta/tunedModels/*"));
        Assert.Equal(
            Models,
            _session.Run("$emulator.Requests | Where-Object { $_.Method -eq 'DELETE' -and $_.Applied } | ForEach-Object Path").Select(static path => (string)path.BaseObject).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(_session.Run("Get-GeminiTunedModel"));
        AssertBad("DELETE", "/v1beta/tunedModels/*");
    }

    [Fact]
    public async Task On_Vertex_AI_models_are_made_and_deleted_once_each()
    {
        Uri endpoint = Start("'ResetAfterApplying:30%'");
        string connect = $"Connect-GeminiTuning -Backend VertexAI -Endpoint {endpoint} -AccessToken t -Project p -Location us-central1 -StagingUri gs://geminituning-emulator/bad-day -MaximumRetryCount 10";
        PSObject[] jobs = await CreateAsync(
            connect,
            2,
            "@{ input = '1'; output = '2' } | New-GeminiTunedModel gemini-2.5-flash -DisplayName $name -EpochCount 1");

        const string Creation = "/v1/projects/*/locations/*/tuningJobs";
        Assert.Equal(20, Applied("POST", Creation));
        _session.Run(connect);
        Assert.Equal(Names(2), _session.Run("Get-GeminiTuningJob").Select(static job => Text(job, "Title")).Order(StringComparer.Ordinal));
        Assert.Equal(20, jobs.Select(static job => Text(job, "Name")).Distinct(StringComparer.Ordinal).Count());
        AssertBad("POST", Creation);

        Assert.Equal(20, _session.Run("Get-GeminiTuningJob | Wait-GeminiTuning -PollInterval 0.1").Count);
        _session.Run("Get-GeminiTunedModel | Remove-GeminiTunedModel -ThrottleLimit 32");
        Assert.Equal(20, Applied("DELETE", "/v1/projects/*/locations/*/models/*"));
        Assert.Equal(20, Applied("DELETE", "/v1/projects/*/locations/*/endpoints/*"));
        Assert.Empty(_session.Run("Get-GeminiTunedModel"));
        AssertBad("DELETE", "/v1/projects/*/locations/*/models/*");
    }

    // Makes models in several sessions at once, as a single one makes them one after the other.
    private static async Task<PSObject[]> CreateAsync(string connect, int perSession, string script) =>
        [.. (await Task.WhenAll(Enumerable.Range(1, Sessions).Select(session => Task.Run(() =>
        {
            using var own = new ModuleSession();
            return own.Run($"{connect}; foreach ($n in 1..{perSession}) {{ $name = \"model-{session}-$n\"; {script} }}");
        })))).SelectMany(static jobs => jobs)];

    private static IEnumerable<string> Names(int perSession) => Enumerable.Range(1, Sessions)
        .SelectMany(session => Enumerable.Range(1, perSession).Select(n => FormattableString.Invariant($"model-{session}-{n}")))
        .Order(StringComparer.Ordinal);

    private static async Task MakeAsync(HttpClient client, int number, CancellationToken stop)
    {
        const string Body = """{"baseModel":"models/gemini-1.0-pro-001","tuningTask":{"hyperparameters":{"epochCount":1},"trainingData":{"examples":{"examples":[{"textInput":"1","output":"2"}]}}}}""";
        while (true)
        {
            try
            {
                using var content = new StringContent(Body, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await client.PostAsync($"v1beta/tunedModels?tunedModelId=m-{number}", content, stop);
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // The day is as bad for this client.
            }
        }
    }

    private static string Text(PSObject item, string property) => item.Properties[property].Value.ToString()!;

    private Uri Start(string faults) =>
        (Uri)Assert.Single(_session.Run($"$emulator = Start-GeminiTuningEmulator -TuningDuration 0 -FaultSeed 7 -Fault {faults}; $emulator.Endpoint")).BaseObject;

    private void Connect() => _session.Run("Connect-GeminiTuning -Emulator -MaximumRetryCount 10");

    private long Applied(string method, string route, string more = "$true") => Count($"$_.Method -eq '{method}' -and $_.Route -eq '{route}' -and $_.Applied -and {more}");

    // Else the day was not bad enough to show anything.
    private void AssertBad(string method, string route)
    {
        foreach (PSObject fault in _session.Run("$emulator.Fault"))
        {
            Assert.NotEqual(0, Count($"$_.Method -eq '{method}' -and $_.Route -eq '{route}' -and $_.Fault -eq '{Text(fault, "Kind")}'"));
        }
    }

    private long Count(string condition) =>
        _session.Run($"$emulator.RequestCounts | Where-Object {{ {condition} }}").Sum(static count => (long)count.Properties["Count"].Value);
}
