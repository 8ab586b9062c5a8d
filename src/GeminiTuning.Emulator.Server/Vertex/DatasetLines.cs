using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads the lines of a dataset.</summary>
internal static class DatasetLines
{
    /// <summary>The lines that are not blank.</summary>
    /// <exception cref="DatasetException">There is no such object, or it is not text.</exception>
    public static IReadOnlyList<string> Read(IObjectReader objects, string uri)
    {
        using var stream = Open(objects, uri);
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var lines = new List<string>();
        try
        {
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    lines.Add(line);
                }
            }
        }
        catch (DecoderFallbackException)
        {
            throw new DatasetException($"The dataset {uri} is not UTF-8 text.");
        }

        return lines.Count > 0 ? lines : throw new DatasetException($"The dataset {uri} has no examples.");
    }

    private static Stream Open(IObjectReader objects, string uri)
    {
        var place = DatasetUri.TryParse(uri) ?? throw new DatasetException($"'{uri}' is not the address of a dataset. Use gs://bucket/object.");
        return objects.OpenRead(place.Bucket, place.Name) ?? throw new DatasetException(objects.BucketExists(place.Bucket)
            ? $"The dataset {uri} does not exist: there is no object '{place.Name}' in the bucket '{place.Bucket}'."
            : $"The dataset {uri} does not exist: there is no bucket '{place.Bucket}', or the service may not read it.");
    }
}
