using System;

namespace GeminiTuning;

/// <summary>An emulator that <c>Start-GeminiTuningEmulator</c> started.</summary>
public sealed class EmulatorInfo
{
    internal EmulatorInfo(ITuningEmulator emulator)
    {
        Endpoint = emulator.Endpoint;
        StatePath = emulator.Options.StatePath;
        TuningDuration = emulator.Options.TuningDuration;
    }

    /// <summary>The address to connect to.</summary>
    public Uri Endpoint { get; }

    /// <summary>The loopback port.</summary>
    public int Port => Endpoint.Port;

    /// <summary>The file that keeps the emulator's state, if there is one.</summary>
    public string? StatePath { get; }

    /// <summary>How long a tuning run lasts at least.</summary>
    public TimeSpan TuningDuration { get; }

    /// <summary>The address.</summary>
    /// <returns><see cref="Endpoint"/> as text.</returns>
    public override string ToString() => Endpoint.ToString();
}
