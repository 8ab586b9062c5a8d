using System;
using System.Net.Http;
using Google.Apis.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>Lets Google's library get its tokens through the same innermost handler as everything else.</summary>
internal sealed class TokenHttpClientFactory : HttpClientFactory
{
    private static readonly Uri TokenServer = new("https://oauth2.googleapis.com/");
    private readonly Func<Uri, HttpMessageHandler> _innermost;

    public TokenHttpClientFactory(Func<Uri, HttpMessageHandler> innermost)
    {
        _innermost = innermost;
    }

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => _innermost(TokenServer);
}
