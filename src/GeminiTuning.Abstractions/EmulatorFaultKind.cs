namespace GeminiTuning;

/// <summary>What can befall a request to the emulator.</summary>
public enum EmulatorFaultKind
{
    /// <summary>It is answered with an error, in the service's own words, and has no effect.</summary>
    Status = 1, // PowerShell takes a zero for false, and "Where-Object Fault" is to find it.

    /// <summary>Its answer comes later.</summary>
    Delay,

    /// <summary>The connection is reset before the request has an effect.</summary>
    ResetBeforeApplying,

    /// <summary>The connection is reset in place of the answer; what was asked for is done.</summary>
    ResetAfterApplying,

    /// <summary>The connection ends in the middle of the answer's body; what was asked for is done.</summary>
    Truncate,

    /// <summary>Nothing follows the first half of the answer's body, until the client gives up; what was asked for is done.</summary>
    Stall,

    /// <summary>It is refused with status 429 where it is one too many in a minute.</summary>
    QuotaPerMinute,

    /// <summary>It is refused with status 429 where it is one too many on a day, which begins at 08:00 UTC.</summary>
    DailyQuota,

    /// <summary>Its access token expires. One that the emulator has issued is of no use from then on.</summary>
    TokenExpiry,
}
