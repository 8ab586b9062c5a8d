using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>A running emulator. Disposing of it stops it and saves its state.</summary>
public interface ITuningEmulator : IDisposable
{
    /// <summary>The address to connect to.</summary>
    Uri Endpoint { get; }

    /// <summary>How it was started, with the port and the seed that it got.</summary>
    EmulatorOptions Options { get; }

    /// <summary>The last requests, up to 20,000, in the order in which they were answered.</summary>
    /// <returns>What there is now.</returns>
    IReadOnlyList<EmulatorRequest> GetRequests();

    /// <summary>How many requests of each kind there were since the start.</summary>
    /// <returns>What there is now. Kinds beyond the first 1,000 are counted together, with an empty route.</returns>
    IReadOnlyList<EmulatorRequestCount> GetRequestCounts();

    /// <summary>
    /// Writes a credential file for this emulator, as Google's console and gcloud write them for the real services. Only its
    /// owner may read it. A file that is there is replaced. What it holds is good until the emulator stops.
    /// </summary>
    /// <param name="kind">What the file is to hold.</param>
    /// <param name="path">The file. The subject token of an <see cref="EmulatorCredentialKind.ExternalAccount"/> goes into a file beside it whose name ends in <c>.token</c>.</param>
    /// <exception cref="TuningException">The file cannot be written.</exception>
    void WriteCredentialFile(EmulatorCredentialKind kind, string path);
}
