using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>An emulator that <c>Start-GeminiTuningEmulator</c> started.</summary>
public sealed class EmulatorInfo
{
    private readonly ITuningEmulator _emulator;

    internal EmulatorInfo(ITuningEmulator emulator)
    {
        _emulator = emulator;
        Endpoint = emulator.Endpoint;
        StatePath = emulator.Options.StatePath;
        TuningDuration = emulator.Options.TuningDuration;
        Fault = emulator.Options.Faults;
        FaultSeed = emulator.Options.FaultSeed;
        Latency = emulator.Options.Latency;
    }

    /// <summary>The address to connect to.</summary>
    public Uri Endpoint { get; }

    /// <summary>The loopback port.</summary>
    public int Port => Endpoint.Port;

    /// <summary>The file that keeps the emulator's state, if there is one.</summary>
    public string? StatePath { get; }

    /// <summary>How long a tuning run lasts at least.</summary>
    public TimeSpan TuningDuration { get; }

    /// <summary>What befalls requests.</summary>
    public IReadOnlyList<EmulatorFault> Fault { get; }

    /// <summary>What the faults are drawn from; to be given again for the same ones.</summary>
    public int? FaultSeed { get; }

    /// <summary>How much later every answer comes.</summary>
    public TimeSpan Latency { get; }

    /// <summary>The last requests, up to 20,000, in the order in which they were answered.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => _emulator.GetRequests();

    /// <summary>How many requests of each kind there were since the start.</summary>
    public IReadOnlyList<EmulatorRequestCount> RequestCounts => _emulator.GetRequestCounts();

    /// <summary>Writes a credential file for this emulator, to practise signing in with. Only its owner may read it.</summary>
    /// <param name="kind">What the file is to hold.</param>
    /// <param name="path">The file, with its directory: the location of PowerShell is not known here.</param>
    /// <exception cref="TuningException">The file cannot be written.</exception>
    public void WriteCredentialFile(EmulatorCredentialKind kind, string path) => _emulator.WriteCredentialFile(kind, path);

    /// <summary>The address.</summary>
    /// <returns><see cref="Endpoint"/> as text.</returns>
    public override string ToString() => Endpoint.ToString();
}
