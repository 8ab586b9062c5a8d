using System;
using System.IO;
using System.Net.Http;
using System.Threading;

namespace GeminiTuning.Core.Http;

/// <summary>An answer whose body ends before its end.</summary>
internal static class BrokenAnswer
{
    /// <summary>Whether an exception is how some platform reports it.</summary>
    public static bool Is(Exception exception) =>
        exception is IOException or HttpRequestException or ObjectDisposedException or InvalidDataException;

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
