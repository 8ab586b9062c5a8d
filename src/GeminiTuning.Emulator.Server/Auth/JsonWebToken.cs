using System;
using System.Globalization;
using System.Text;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth;

/// <summary>The claims of a signed token that matter to the emulator.</summary>
internal sealed class JsonWebToken
{
    private readonly JsonValue _claims;

    private JsonWebToken(JsonValue claims) => _claims = claims;

    /// <summary>The identity that the token asserts, if it is an e-mail address.</summary>
    public string? Email => Address("email") ?? Address("sub") ?? Address("iss");

    /// <summary>Reads a token; <see langword="null"/> where it is not a JWT but an opaque one.</summary>
    public static JsonWebToken? TryRead(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 3
            && ReadPart(parts[0])?.Member("alg") is not null
            && ReadPart(parts[1]) is { Kind: JsonKind.Object } claims
                ? new JsonWebToken(claims)
                : null;
    }

    public bool HasExpired(DateTimeOffset now) =>
        _claims.Member("exp") is { Kind: JsonKind.Number } expiry
        && double.TryParse(expiry.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= now.ToUnixTimeSeconds();

    private static JsonValue? ReadPart(string part)
    {
        var base64 = part.Replace('-', '+').Replace('_', '/');
        try
        {
            var bytes = Convert.FromBase64String(base64 + new string('=', (4 - (base64.Length % 4)) % 4));
            return JsonParser.Parse(Encoding.UTF8.GetString(bytes));
        }
        catch (Exception exception) when (exception is FormatException or JsonSyntaxException)
        {
            // Three words with dots between them are not always a JWT.
            return null;
        }
    }

    private string? Address(string claim) =>
        _claims.Member(claim) is { Kind: JsonKind.String } value && value.Text.IndexOf('@') > 0 ? value.Text : null;
}
