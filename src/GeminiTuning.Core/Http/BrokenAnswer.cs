using System;
using System.IO;
using System.Net.Http;
using System.Threading;
#if NETFRAMEWORK
using System.Net;
#endif

namespace GeminiTuning.Core.Http;

/// <summary>An answer that does not come, or whose body ends before its end.</summary>
internal static class BrokenAnswer
{
    /// <summary>Whether an exception is how some platform reports it.</summary>
    public static bool Is(Exception exception) =>
        exception is IOException or HttpRequestException or ObjectDisposedException or InvalidDataException;

    /// <summary>Whether there was no connection to send the request over, so that it has certainly had no effect.</summary>
    public static bool NeverSent(Exception exception) =>
#if NETFRAMEWORK
        exception.InnerException is WebException cause
        && cause.Status is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.ConnectFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure;
#else
        exception is HttpRequestException cause
        && cause.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
#endif

    /// <summary>
    /// Breaks the answer when the token fires. .NET Framework looks at the token before a read of the network only, not
    /// during it.
    /// </summary>
    public static CancellationTokenRegistration BreakOnCancellation(HttpResponseMessage response, CancellationToken cancellationToken) =>
#if NETFRAMEWORK
        cancellationToken.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
#else
        default;
#endif
}
