using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>Contents to upload.</summary>
internal static class Contents
{
    /// <summary>Bytes that are always the same and look like nothing.</summary>
    public static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Gzip(string text)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
