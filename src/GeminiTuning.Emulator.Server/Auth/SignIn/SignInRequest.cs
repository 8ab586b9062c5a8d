using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>A request to one of the sign-in services.</summary>
internal sealed class SignInRequest
{
    public required string Verb { get; init; }

    /// <summary>The path, percent-decoded.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>The value of a header, or <see langword="null"/>.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The body as text.</summary>
    public required string Body { get; init; }

    /// <summary>The address that the client used, without a slash at its end.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The media type of the body, without its parameters.</summary>
    public string MediaType => (Header("Content-Type") ?? "").Split(';')[0].Trim();

    /// <summary>The last value of a query parameter, or <see langword="null"/>.</summary>
    public string? Parameter(string name) =>
        Query.LastOrDefault(parameter => string.Equals(parameter.Key, name, StringComparison.Ordinal)).Value;
}
