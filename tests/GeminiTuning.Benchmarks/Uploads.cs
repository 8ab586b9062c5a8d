using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Benchmarks;

/// <summary>The two ways to get training data to the emulator: ours, and a bare HttpClient with lines converted beforehand.</summary>
internal sealed class Uploads : IDisposable
{
    private const string Bucket = "geminituning-emulator";
    private const string Copied = "copied.jsonl";

    private readonly TrainingDataUploader _uploader;
    private readonly HttpClient _client;

    public Uploads(Uri endpoint)
    {
        _client = new HttpClient { BaseAddress = endpoint };
        _uploader = new TrainingDataUploader(
            new TransportSettings
            {
                Endpoint = endpoint,
                Service = StorageService.Description,
                Credential = new AccessTokenCredential(new NetworkCredential(string.Empty, "benchmark").SecurePassword),
                MaximumRetryCount = 0,
                UserAgent = "benchmark",
                Time = TimeProvider.System,
                Innermost = InnermostHandler.Create,
            },
            endpoint);
    }

    /// <summary>Converts and uploads rows; the seconds that it took.</summary>
    public async Task<double> ConvertAndUploadAsync(string rows)
    {
        var options = new CallOptions(new SilentTrace(), CancellationToken.None);
        var clock = Stopwatch.StartNew();
        string uri = await _uploader.UploadAsync(new TrainingFiles([rows], new DatasetOptions()), TuningMethod.Supervised, "gs://" + Bucket, options);
        clock.Stop();

        // Otherwise the next upload of the same data would be none.
        await _uploader.DeleteAsync(uri, options);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Uploads lines as they are; the seconds that it took.</summary>
    public async Task<double> CopyAsync(string lines)
    {
        var clock = Stopwatch.StartNew();
        await using (FileStream file = File.OpenRead(lines))
        {
            using var content = new StreamContent(file, 1 << 16);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
            using HttpResponseMessage answer = await _client.PostAsync($"upload/storage/v1/b/{Bucket}/o?uploadType=media&name={Copied}", content);
            answer.EnsureSuccessStatusCode();
        }

        clock.Stop();
        using HttpResponseMessage deleted = await _client.DeleteAsync($"storage/v1/b/{Bucket}/o/{Copied}");
        deleted.EnsureSuccessStatusCode();
        return clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _uploader.Dispose();
        _client.Dispose();
    }
}
