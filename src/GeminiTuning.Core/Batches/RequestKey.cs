using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GeminiTuning.Core.Batches;

/// <summary>Tells requests apart by a hash of all that is asked.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RequestKey(ulong High, ulong Low)
{
    public static RequestKey Of(string prompt, LoggedRequest request)
    {
        // The same writer for both sides, so that a line need not be written alike to be the same request.
        var json = JsonSerializer.SerializeToUtf8Bytes(new LoggedPrediction { Prompt = prompt, Request = request }, LogJson.Lines.LoggedPrediction);
        ReadOnlySpan<byte> hash = XxHash128.Hash(json);
        return new RequestKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.Slice(sizeof(ulong))));
    }
}
