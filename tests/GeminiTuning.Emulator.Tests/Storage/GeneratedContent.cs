using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>A content that is made while it is sent.</summary>
internal sealed class GeneratedContent(long length, Action afterEachPiece) : HttpContent
{
    public static byte ByteAt(long place) => (byte)(place % 251);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[251 * 1000];
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = ByteAt(i);
        }

        for (long sent = 0; sent < length; sent += buffer.Length)
        {
            await stream.WriteAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - sent)));
            afterEachPiece();
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
