using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>Makes the tokens that tell a client who has signed in. Their issuer is the emulator, and so is their key.</summary>
internal sealed class IdTokens(TimeProvider timeProvider)
{
    private const int Lifetime = 3600;
    private readonly Lazy<SigningKey> _key = new();

    /// <summary>An id token, if the scopes ask for one.</summary>
    public string? For(TokenGrant grant, string issuer)
    {
        var showsEmail = OAuthScopes.ShowEmail(grant.Scopes);
        if (!showsEmail && !grant.Scopes.Contains("openid", StringComparer.Ordinal))
        {
            return null;
        }

        var now = (int)timeProvider.GetUtcNow().ToUnixTimeSeconds();
        var claims = new List<KeyValuePair<string, JsonValue>>
        {
            new("iss", JsonValue.String(issuer)),
            new("azp", JsonValue.String(grant.ClientId)),
            new("aud", JsonValue.String(grant.ClientId)),
            new("sub", JsonValue.String(VertexIds.Of(grant.Account))),
            new("iat", JsonValue.Number(now)),
            new("exp", JsonValue.Number(now + Lifetime)),
        };
        if (showsEmail)
        {
            claims.Add(new("email", JsonValue.String(grant.Account)));
            claims.Add(new("email_verified", JsonValue.True));
        }

        return _key.Value.Sign(JsonValue.Object(claims));
    }
}
