using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

[Collection(nameof(MeasuredAlone))]
public sealed class StorageLargeObjectTests : IDisposable
{
    private const long Length = 300L * 1024 * 1024;
    private const long Allowance = 100L * 1024 * 1024;
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("uploadType=media&name=large")]
    [InlineData("uploadType=resumable&name=large")]
    public async Task A_large_object_passes_through_without_being_held_in_memory(string query)
    {
        var url = $"{_emulator.BaseUrl}/upload/storage/v1/b/training-data/o?{query}";
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        using var upload = new HttpRequestMessage(HttpMethod.Post, url) { Content = new GeneratedContent(Length, Measure) };
        if (query.Contains("resumable", StringComparison.Ordinal))
        {
            upload.Method = HttpMethod.Put;
            upload.RequestUri = new Uri(await _emulator.StartUpload("large"));
        }

        using (var answer = await _emulator.Client.SendAsync(upload, TestContext.Current.CancellationToken))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        using var download = new HttpRequestMessage(HttpMethod.Get, _emulator.BaseUrl + "/storage/v1/b/training-data/o/large?alt=media");
        download.Headers.Range = new RangeHeaderValue(1, null);
        using var response = await _emulator.Client.SendAsync(download, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var content = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[1024 * 1024];
        long total = 1;
        int count;
        while ((count = await content.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            for (var i = 0; i < count; i += 4099)
            {
                Assert.Equal(GeneratedContent.ByteAt(total + i), buffer[i]);
            }

            total += count;
            Measure();
        }

        Assert.Equal(Length, total);
        Assert.InRange(peak, 0, Allowance);

        void Measure() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before);
    }
}
