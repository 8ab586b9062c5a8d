using System;
using System.Collections.Generic;
using System.Globalization;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Values as the storage service writes them.</summary>
internal static class WireFormat
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Int64(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An entity tag: the base64 of a message with the given numbers as its fields.</summary>
    public static string Etag(params long[] fields)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < fields.Length; i++)
        {
            bytes.Add((byte)((i + 1) << 3));
            var rest = (ulong)fields[i];
            for (; rest > 0x7F; rest >>= 7)
            {
                bytes.Add((byte)(rest | 0x80));
            }

            bytes.Add((byte)rest);
        }

        return Convert.ToBase64String([.. bytes]);
    }
}
