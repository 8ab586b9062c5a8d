using System.Collections.Generic;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>Makes the answer that carries a token.</summary>
internal static class TokenAnswer
{
    public static JsonValue Create(NewToken token, string? refreshToken = null, string? idToken = null, string? issuedTokenType = null)
    {
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            new("access_token", JsonValue.String(token.Secret)),
            new("expires_in", JsonValue.Number((int)token.Lifetime.TotalSeconds)),
            new("scope", JsonValue.String(string.Join(" ", token.Issued.Scopes))),
            new("token_type", JsonValue.String("Bearer")),
        };
        Add("refresh_token", refreshToken);
        Add("id_token", idToken);
        Add("issued_token_type", issuedTokenType);
        return JsonValue.Object(members);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                members.Add(new(name, JsonValue.String(value)));
            }
        }
    }
}
