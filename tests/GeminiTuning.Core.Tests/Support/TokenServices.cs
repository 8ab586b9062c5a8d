using System;
using System.Globalization;
using System.Net.Http;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>Answers for Google's token services and for one tuned model, and numbers the tokens.</summary>
internal sealed class TokenServices
{
    private readonly TestBench _bench;
    private int _tokens;

    public TokenServices(TestBench bench)
    {
        _bench = bench;
        bench.Network.Rule = Answer;
    }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Answers before the usual ones do.</summary>
    public Func<SentRequest, HttpResponseMessage?> First { get; set; } = _ => null;

    private HttpResponseMessage Answer(SentRequest request)
    {
        if (First(request) is { } answer)
        {
            return answer;
        }

        var seconds = ((int)Lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return request.Uri.Host switch
        {
            "oauth2.googleapis.com" or "sts.googleapis.com" =>
                ScriptedHandler.Json($$"""{"access_token":"CanaryToken-{{++_tokens}}","expires_in":{{seconds}},"token_type":"Bearer"}"""),
            "iamcredentials.googleapis.com" =>
                ScriptedHandler.Json($$"""{"accessToken":"CanaryToken-{{++_tokens}}","expireTime":"{{(_bench.Clock.GetUtcNow() + Lifetime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}"}"""),
            _ => ScriptedHandler.Json(Bodies.Active),
        };
    }
}
