using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>The body of a refusal, read into memory so that more than one reader can have it.</summary>
internal static class ErrorBody
{
    // Google's errors are a few kilobytes; whatever is longer is somebody else's page.
    private const int MostBytes = 1 << 18;

    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        try
        {
            await CopyAsync(response, kept, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (BrokenAnswer.Is(e))
        {
            // The status has arrived; half a message is better than losing both.
            cancellationToken.ThrowIfCancellationRequested();
        }

        var bytes = kept.ToArray();
        var old = response.Content;
        response.Content = new ByteArrayContent(bytes);
        response.Content.Headers.ContentType = old.Headers.ContentType;
        old.Dispose();
        return bytes;
    }

    private static async Task CopyAsync(HttpResponseMessage response, MemoryStream kept, CancellationToken cancellationToken)
    {
        using var watch = BrokenAnswer.BreakOnCancellation(response, cancellationToken);
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[4096];
        while (kept.Length < MostBytes)
        {
            var read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            kept.Write(buffer, 0, read);
        }
    }
}
