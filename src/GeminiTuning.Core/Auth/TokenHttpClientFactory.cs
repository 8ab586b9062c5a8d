using System;
using System.Net.Http;
using Google.Apis.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>Lets Google's library get its tokens through the same innermost handlers as everything else.</summary>
internal sealed class TokenHttpClientFactory : HttpClientFactory
{
    private readonly Func<Uri, HttpMessageHandler> _innermost;
    private readonly Uri? _tokenServer;
    private readonly TimeProvider _time;
    private readonly TokenServerClock? _clock;

    /// <param name="innermost">Makes the handler that talks to the network, given an address.</param>
    /// <param name="tokenServer">The address that stands for Google's own token server, which the library has built in for users.</param>
    /// <param name="time">The clock.</param>
    /// <param name="clock">Takes note of the servers' clocks.</param>
    public TokenHttpClientFactory(
        Func<Uri, HttpMessageHandler> innermost, Uri? tokenServer = null, TimeProvider? time = null, TokenServerClock? clock = null)
    {
        _innermost = innermost;
        _tokenServer = tokenServer;
        _time = time ?? TimeProvider.System;
        _clock = clock;
    }

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new TokenHandler(_innermost, _tokenServer, _time, _clock);
}
