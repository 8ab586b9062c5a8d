using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>How to run the emulator.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The loopback port, 1 to 65535, or 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The file that keeps the emulator's state between runs; <see langword="null"/> to keep none.</summary>
    public string? StatePath { get; init; }

    /// <summary>How long a tuning run lasts at least; zero to train as fast as the machine can.</summary>
    public TimeSpan TuningDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The one API key that is accepted; <see langword="null"/> to accept any that does not look wrong.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long an access token that the emulator issues is good: whole seconds, 1 second to 12 hours. A client that asks for a lifetime of its own gets that.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromSeconds(3599);

    /// <summary>Whether to offer no model to tune, as the Gemini API has since May 2025.</summary>
    public bool NoTunableModel { get; init; }

    /// <summary>The most tuning jobs of a service that may be under way at the same time, from 1; <see langword="null"/> for no limit.</summary>
    public int? JobQuota { get; init; }

    /// <summary>
    /// What befalls requests. Each fault is drawn by itself; of several that are drawn for a request, the delays and the first
    /// other one take effect.
    /// </summary>
    public IReadOnlyList<EmulatorFault> Faults { get; init; } = [];

    /// <summary>
    /// What the faults are drawn from: with the same seed, the same faults befall the same sequence of requests.
    /// <see langword="null"/> for another seed each time; that of a running emulator can be read.
    /// </summary>
    public int? FaultSeed { get; init; }

    /// <summary>How much later every answer comes, zero to a minute.</summary>
    public TimeSpan Latency { get; init; }
}
