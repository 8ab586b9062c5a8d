using System;
using System.Globalization;

namespace GeminiTuning;

/// <summary>A fault of the emulator: what befalls a request, which requests, and how often.</summary>
public sealed record EmulatorFault
{
    /// <summary>What befalls a request.</summary>
    public EmulatorFaultKind Kind { get; init; } = EmulatorFaultKind.Status;

    /// <summary>The HTTP status of a <see cref="EmulatorFaultKind.Status"/>: 400, 401, 403, 404, 408, 409, 429, 499, 500, 502, 503 or 504.</summary>
    public int? Status { get; init; }

    /// <summary>How much later an answer comes for a <see cref="EmulatorFaultKind.Delay"/>; above zero, at most a day.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How many requests a quota allows, from 1.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// What a <see cref="EmulatorFaultKind.Status"/> has in the header <c>Retry-After</c>, in whole seconds, 1 second to 1 hour;
    /// without it there is no such header.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The share of the requests that it befalls, 0 to 1. A quota and this do not go together.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The HTTP method of the requests that it befalls, such as <c>POST</c>; <see langword="null"/> for all.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// The path of the requests that it befalls, or the end of it, with <c>*</c> for any text: <c>tunedModels/*:generateContent</c>;
    /// <see langword="null"/> for all.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>How many requests it befalls at most, from 1; <see langword="null"/> for no end. A quota and this do not go together.</summary>
    public int? Count { get; init; }

    /// <summary>Reads the short form of a fault, such as <c>503:20%</c>, <c>ResetAfterApplying:5%</c> or <c>QuotaPerMinute=60</c>.</summary>
    /// <param name="text">A status, or a kind with its value after <c>=</c> where it has one; then, after a colon, the probability.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="TuningException">The text is no fault.</exception>
    public static EmulatorFault Parse(string text) => EmulatorFaultReader.Read(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>The fault in its short form.</summary>
    /// <returns>Kind, value and probability, and what it is limited to.</returns>
    public override string ToString()
    {
        string what = Kind switch
        {
            EmulatorFaultKind.Status => string.Format(CultureInfo.InvariantCulture, "{0}", Status),
            EmulatorFaultKind.Delay => string.Format(CultureInfo.InvariantCulture, "Delay={0}", Delay?.TotalSeconds),
            EmulatorFaultKind.QuotaPerMinute or EmulatorFaultKind.DailyQuota => string.Format(CultureInfo.InvariantCulture, "{0}={1}", Kind, Limit),
            _ => Kind.ToString(),
        };
        string share = Probability < 1 ? string.Format(CultureInfo.InvariantCulture, ":{0:0.####}%", Probability * 100) : string.Empty;
        string filter = (Method, Path) is (null, null) ? string.Empty : " for " + string.Join(" ", Method, Path).Trim();
        return what + share + filter + (Count is null ? string.Empty : string.Format(CultureInfo.InvariantCulture, ", {0} times", Count));
    }
}
