using System;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Http;

/// <summary>Reads the body of a request.</summary>
internal static class BodyReader
{
    private const int Limit = 4 * 1024 * 1024;

    // A refused body is read to its end, or the client would see a broken connection instead of the answer.
    private const int DrainLimit = 64 * Limit;

    public static async Task<byte[]> ReadAsync(Stream stream, string? contentEncoding)
    {
        try
        {
            switch (contentEncoding?.Trim().ToUpperInvariant())
            {
                case null or "" or "IDENTITY":
                    return await ReadAsync(stream).ConfigureAwait(false);
                case "GZIP" or "X-GZIP":
                    using (var plain = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true))
                    {
                        return await ReadAsync(plain).ConfigureAwait(false);
                    }

                default:
                    throw new ApiException(RpcCode.InvalidArgument, $"The content encoding '{contentEncoding}' is not supported. Use gzip or none.");
            }
        }
        catch (InvalidDataException)
        {
            throw new ApiException(RpcCode.InvalidArgument, "The body is not valid gzip.");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
            total += count;
            if (count == 0 || total > DrainLimit)
            {
                break;
            }

            if (total <= Limit)
            {
                kept.Write(buffer, 0, count);
            }
        }

        return total <= Limit
            ? kept.ToArray()
            : throw new ApiException(RpcCode.InvalidArgument, FormattableString.Invariant($"Request payload size exceeds the limit: {Limit} bytes."));
    }
}
