using System;

namespace GeminiTuning;

/// <summary>The one exception that the engine throws for expected faults; cmdlets turn it into an error record.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error without id and kind would have no category.")]
public sealed class TuningException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="errorId">The stable id of the fault, without spaces; never localised.</param>
    /// <param name="kind">The nature of the fault.</param>
    /// <param name="message">The value, the rule and the fix, in a sentence or two. Never a secret.</param>
    /// <param name="innerException">The cause, if any.</param>
    public TuningException(string errorId, TuningErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
    }

    /// <summary>The stable id of the fault, the first part of PowerShell's <c>FullyQualifiedErrorId</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The nature of the fault.</summary>
    public TuningErrorKind Kind { get; }

    /// <summary>The value at fault: a name, a path, a row.</summary>
    public object? Target { get; init; }

    /// <summary>What to do next, where the message does not already say so.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The service's own error, where there is one.</summary>
    public ServiceError? ServiceError { get; init; }
}
