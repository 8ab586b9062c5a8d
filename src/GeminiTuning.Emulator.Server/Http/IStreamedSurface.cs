using System;
using System.Net;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Http;

/// <summary>A service that reads and writes bodies piece by piece, so that they may be larger than the memory.</summary>
internal interface IStreamedSurface
{
    /// <summary>Whether a request is this service's.</summary>
    /// <param name="rawUrl">The URL as it came, neither decoded nor split.</param>
    bool Serves(string rawUrl);

    /// <summary>Answers a request. Failures of the connection are the caller's to handle.</summary>
    Task ServeAsync(HttpListenerContext context, Uri endpoint);
}
