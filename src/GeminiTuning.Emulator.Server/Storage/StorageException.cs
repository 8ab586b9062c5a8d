using System;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A storage request fails with an error that its caller gets to see.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">The reason in the error's list: <c>notFound</c>.</param>
/// <param name="message">The message for the caller.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error without a status could not be sent.")]
internal sealed class StorageException(int status, string reason, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    /// <summary>Where the faulty value was: <c>parameter</c> or <c>header</c>.</summary>
    public string? LocationType { get; init; }

    /// <summary>The name of what held the faulty value.</summary>
    public string? Location { get; init; }

    /// <summary>Whether the service sends the bare message instead of JSON.</summary>
    public bool IsPlainText { get; init; }

    /// <summary>The total length, for an answer 416.</summary>
    public long? Length { get; init; }

    /// <summary>The methods that the resource has, for an answer 405.</summary>
    public string? Allow { get; init; }
}
