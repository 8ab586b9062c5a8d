using System;
using System.Threading;
using GeminiTuning.Core.Http;
using Google.Apis.Http;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// The way of one upload's requests: Google's handler, which tries again, around the connection's own for trace, timeout,
/// credential and quota project.
/// </summary>
internal sealed class UploadChannel : IDisposable
{
    private const int MostTries = 20;
    private readonly UploadRequestHandler _requests;

    public UploadChannel(TransportSettings settings, SecretRedactor redactor, ITraceSink trace)
    {
        var handler = settings.Innermost(settings.Endpoint);
        if (settings.QuotaProject != null)
        {
            handler = new QuotaProjectHandler(settings.QuotaProject, handler);
        }

        handler = new AuthenticationHandler(settings.Credential, handler);
        handler = new TimeoutHandler(settings.Time, handler);
        handler = new TraceHandler(settings.Time, handler);
        _requests = new UploadRequestHandler(settings, new ServiceFaultParser(redactor, settings.Time), trace, handler);

        var tries = new ConfigurableMessageHandler(_requests)
        {
            // The redirects are refused, and the library's log would show the address of the upload.
            FollowRedirect = false,
            IsLoggingEnabled = false,
            NumTries = Math.Min(MostTries, settings.MaximumRetryCount + 1),
        };
        var backOff = new UploadBackOff(Math.Min(MostTries, settings.MaximumRetryCount), settings.Time, trace);
        tries.AddExceptionHandler(backOff);
        tries.AddUnsuccessfulResponseHandler(backOff);
        Client = new ConfigurableHttpClient(tries) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ConfigurableHttpClient Client { get; }

    /// <summary>The refusal in the last answer; <see langword="null"/> where it was none, or none came.</summary>
    public ServiceFault? Fault => _requests.Fault;

    public void Dispose() => Client.Dispose();
}
