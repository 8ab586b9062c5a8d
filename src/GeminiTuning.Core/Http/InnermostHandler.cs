using System;
using System.Net;
using System.Net.Http;

namespace GeminiTuning.Core.Http;

/// <summary>Makes the handler that talks to the network.</summary>
internal static class InnermostHandler
{
    public static HttpMessageHandler Create(Uri endpoint)
    {
#if NETFRAMEWORK
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            // A proxy cannot see this machine's loopback.
            UseProxy = !endpoint.IsLoopback,
            // Otherwise two. How many there are is for the cmdlets to say.
            MaxConnectionsPerServer = int.MaxValue,
        };
#else
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            // A proxy cannot see this machine's loopback.
            UseProxy = !endpoint.IsLoopback,
            // A shell stays open for days; addresses change.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(30),
        };
#endif
    }
}
