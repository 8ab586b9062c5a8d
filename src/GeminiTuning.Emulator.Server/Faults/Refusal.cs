using System;

namespace GeminiTuning.Emulator.Faults;

/// <summary>A request is to be answered with an error. Each service has its own words for it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">When to try again, where that is to be told.</param>
/// <param name="Quota">The quota that is used up, where that is why.</param>
internal sealed record Refusal(int Status, TimeSpan? RetryAfter = null, EmulatorFault? Quota = null);
