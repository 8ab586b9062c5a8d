using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth;

/// <summary>A signed token, as far as it matters to the emulator.</summary>
internal sealed class JsonWebToken
{
    private readonly string _text;
    private readonly JsonValue _header;
    private readonly JsonValue _claims;

    private JsonWebToken(string text, JsonValue header, JsonValue claims)
    {
        _text = text;
        _header = header;
        _claims = claims;
    }

    /// <summary>The identity that the token asserts, if it is an e-mail address.</summary>
    public string? Email => Address("email") ?? Address("sub") ?? Address("iss");

    public string? Algorithm => TextOf(_header.Member("alg"));

    public string? KeyId => TextOf(_header.Member("kid"));

    /// <summary>Reads a token; <see langword="null"/> where it is not a JWT but an opaque one.</summary>
    public static JsonWebToken? TryRead(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 3
            && ReadPart(parts[0]) is { } header
            && header.Member("alg") is not null
            && ReadPart(parts[1]) is { Kind: JsonKind.Object } claims
                ? new JsonWebToken(token, header, claims)
                : null;
    }

    public bool HasExpired(DateTimeOffset now) => Time("exp") <= now;

    /// <summary>A claim that is text, or <see langword="null"/>.</summary>
    public string? Claim(string name) => TextOf(_claims.Member(name));

    /// <summary>A claim that is a time, or <see langword="null"/>.</summary>
    public DateTimeOffset? Time(string name) =>
        _claims.Member(name) is { Kind: JsonKind.Number } value
        && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds) <= int.MaxValue * 60.0
            ? DateTimeOffset.FromUnixTimeSeconds((long)Math.Floor(seconds))
            : null;

    /// <summary>Whether the signature is that of a key, by RS256.</summary>
    public bool IsSignedBy(RSAParameters publicKey)
    {
        var end = _text.LastIndexOf('.');
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportParameters(publicKey);
            return rsa.VerifyData(
                Encoding.ASCII.GetBytes(_text.Substring(0, end)),
                Base64Url.Decode(_text.Substring(end + 1)),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            // A signature that is not base64 is nobody's.
            return false;
        }
    }

    private static JsonValue? ReadPart(string part)
    {
        try
        {
            return JsonParser.Parse(Encoding.UTF8.GetString(Base64Url.Decode(part)));
        }
        catch (Exception exception) when (exception is FormatException or JsonSyntaxException)
        {
            // Three words with dots between them are not always a JWT.
            return null;
        }
    }

    private static string? TextOf(JsonValue? value) => value is { Kind: JsonKind.String } ? value.Text : null;

    private string? Address(string claim) => Claim(claim) is { } text && text.IndexOf('@') > 0 ? text : null;
}
