using System;
using System.Net;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Faults;

namespace GeminiTuning.Emulator.Http;

/// <summary>
/// A service that speaks HTTP itself rather than by a schema: its bodies are larger than the memory, or its answers are
/// not of the services' common form.
/// </summary>
internal interface IHttpSurface
{
    /// <summary>Whether a request is this service's.</summary>
    bool Serves(HttpListenerRequest request);

    /// <summary>Answers a request. Failures of the connection are the caller's to handle.</summary>
    Task ServeAsync(Exchange exchange, Uri endpoint);
}
