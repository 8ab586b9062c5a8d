using System;
using System.Net;

namespace GeminiTuning.Emulator.Http;

/// <summary>What a request asks for.</summary>
/// <param name="Verb">The HTTP method, or the one that stands in for it in <c>X-HTTP-Method-Override</c>.</param>
/// <param name="EncodedPath">The path as it came.</param>
/// <param name="Query">The query without its question mark.</param>
internal sealed record RequestTarget(string Verb, string EncodedPath, string Query)
{
    /// <summary>The path, percent-decoded.</summary>
    public string Path { get; } = Uri.UnescapeDataString(EncodedPath);

    public static RequestTarget Of(HttpListenerRequest request)
    {
        var verb = request.HttpMethod is "POST" && request.Headers["X-HTTP-Method-Override"]?.Trim() is { Length: > 0 } stated
            ? stated.ToUpperInvariant()
            : request.HttpMethod;
        var url = request.RawUrl ?? "/";
        if (url.StartsWith("http", StringComparison.OrdinalIgnoreCase) && url.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            // A client that takes this for a proxy sends the whole address.
            var slash = url.IndexOf('/', scheme + 3);
            url = slash < 0 ? "/" : url.Substring(slash);
        }

        var question = url.IndexOf('?');
        return question < 0 ? new(verb, url, "") : new(verb, url.Substring(0, question), url.Substring(question + 1));
    }
}
