using System;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The address of an object: <c>gs://bucket/name</c>.</summary>
internal sealed record DatasetUri(string Bucket, string Name)
{
    private const string Scheme = "gs://";

    /// <summary>Reads an address; <see langword="null"/> where it is not one.</summary>
    public static DatasetUri? TryParse(string text)
    {
        var slash = text.IndexOf('/', Math.Min(Scheme.Length, text.Length));
        return text.StartsWith(Scheme, StringComparison.Ordinal) && slash > Scheme.Length && slash < text.Length - 1
            ? new DatasetUri(text.Substring(Scheme.Length, slash - Scheme.Length), text.Substring(slash + 1))
            : null;
    }

    public override string ToString() => Scheme + Bucket + "/" + Name;
}
