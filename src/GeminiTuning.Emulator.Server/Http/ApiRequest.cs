using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Http;

/// <summary>A request as it came over HTTP.</summary>
internal sealed class ApiRequest
{
    public required string Verb { get; init; }

    /// <summary>The path, percent-decoded.</summary>
    public required string Path { get; init; }

    public required SystemParameters Parameters { get; init; }

    /// <summary>The value of a header, or <see langword="null"/>.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The body, decompressed.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The query parameters that are not the server's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => Parameters.Others;
}
