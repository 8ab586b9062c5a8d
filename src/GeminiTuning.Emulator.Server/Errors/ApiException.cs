using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Errors;

/// <summary>A call fails with an error that its caller gets to see.</summary>
/// <param name="code">The canonical code.</param>
/// <param name="message">The message for the caller.</param>
/// <param name="details">The structured details, each with its <c>@type</c>.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error without a code would have no HTTP status.")]
internal sealed class ApiException(RpcCode code, string message, params JsonValue[] details) : Exception(message)
{
    public RpcCode Code { get; } = code;

    public IReadOnlyList<JsonValue> Details { get; } = details;

    /// <summary>The HTTP status, where it is not the code's own.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The methods that the resource has, for an answer 405.</summary>
    public string? Allow { get; init; }
}
