using System;
using System.Net.Http;
using Google.Apis.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>Lets Google's library get its tokens through the same innermost handler as everything else.</summary>
internal sealed class TokenHttpClientFactory : HttpClientFactory
{
    private static readonly Uri Googles = new("https://oauth2.googleapis.com/");
    private readonly Func<Uri, HttpMessageHandler> _innermost;
    private readonly Uri _tokenServer;

    public TokenHttpClientFactory(Func<Uri, HttpMessageHandler> innermost, Uri? tokenServer = null)
    {
        _innermost = innermost;
        _tokenServer = tokenServer ?? Googles;
    }

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => _innermost(_tokenServer);
}
