using System;
using System.Net.Http;
using System.Net.Http.Headers;

namespace GeminiTuning.Core.Http;

/// <summary>A request on its way through the handlers, with what they need to know of the call.</summary>
internal sealed class ServiceRequest : HttpRequestMessage
{
    public ServiceRequest(ServiceCall call, Uri endpoint, ITraceSink trace)
        : base(call.Method, new Uri(endpoint, call.Path))
    {
        Timeout = call.Timeout;
        Trace = trace;
        // .NET Framework would ask for leave before each body and wait for it.
        Headers.ExpectContinue = false;
        if (call.Body != null)
        {
            Content = new ByteArrayContent(call.Body);
            Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }
    }

    public TimeSpan Timeout { get; }

    public ITraceSink Trace { get; }

    /// <summary>The method and path without the query, for messages.</summary>
    public string Display => Method + " " + RequestUri!.AbsolutePath;
}
