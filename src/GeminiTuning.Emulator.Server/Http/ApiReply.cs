using System.Collections.Generic;

namespace GeminiTuning.Emulator.Http;

/// <summary>An answer, ready to send.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Pieces">The body; where there are several pieces, each is sent as soon as it is there.</param>
/// <param name="IsStreamed">Whether the length is unknown beforehand.</param>
internal sealed record ApiReply(int Status, string ContentType, IReadOnlyList<string> Pieces, bool IsStreamed)
{
    public const string Json = "application/json; charset=UTF-8";

    /// <summary>The header <c>Allow</c> of an answer 405.</summary>
    public string? Allow { get; init; }

    public static ApiReply Single(int status, string text) => new(status, Json, [text], IsStreamed: false);
}
