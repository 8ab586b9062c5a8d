using System;

namespace GeminiTuning;

/// <summary>A running emulator. Disposing of it stops it and saves its state.</summary>
public interface ITuningEmulator : IDisposable
{
    /// <summary>The address to connect to.</summary>
    Uri Endpoint { get; }

    /// <summary>How it was started, with the port that it got.</summary>
    EmulatorOptions Options { get; }
}
