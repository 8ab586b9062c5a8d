using System;
using System.Collections.Generic;
using System.Globalization;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>Says what an access token is good for, and for how long: <c>/tokeninfo</c>. It knows the emulator's own tokens only.</summary>
internal sealed class TokenInfoEndpoint(IssuedTokens tokens, TimeProvider timeProvider) : ISignInEndpoint
{
    public bool Serves(string path, Func<string, string?> header) => path is "/tokeninfo" or "/oauth2/v3/tokeninfo";

    public SignInReply Answer(SignInRequest request)
    {
        if (request.Verb is not ("GET" or "POST"))
        {
            throw OAuthException.WrongMethod(request.Verb, "GET, POST");
        }

        var form = request.Query.Count > 0 || request.Verb is "GET" ? OAuthForm.OfQuery(request) : OAuthForm.OfBody(request);
        var token = tokens.Find(form.Require("access_token"));
        return token is not null && tokens.IsGood(token)
            ? SignInReply.Json(200, Describe(token))
            : throw new OAuthException(400, "invalid_token", "Invalid Value");
    }

    private JsonValue Describe(IssuedToken token)
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        void Add(string name, string value) => members.Add(new(name, JsonValue.String(value)));
        void AddNumber(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

        Add("azp", token.Grant.ClientId);
        Add("aud", token.Grant.ClientId);
        Add("sub", VertexIds.Of(token.Grant.Account));
        Add("scope", string.Join(" ", token.Scopes));
        AddNumber("exp", token.Expires.ToUnixTimeSeconds());
        AddNumber("expires_in", (long)(token.Expires - timeProvider.GetUtcNow()).TotalSeconds);
        if (OAuthScopes.ShowEmail(token.Scopes))
        {
            Add("email", token.Grant.Account);
            Add("email_verified", "true");
        }

        Add("access_type", token.Grant.IsOffline ? "offline" : "online");
        return JsonValue.Object(members);
    }
}
