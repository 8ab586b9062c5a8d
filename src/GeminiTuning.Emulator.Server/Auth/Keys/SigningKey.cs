using System;
using System.Security.Cryptography;
using System.Text;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.Keys;

/// <summary>An RSA key that signs tokens.</summary>
internal sealed class SigningKey
{
    private const int Bits = 2048;
    private readonly RSAParameters _parameters;

    public SigningKey()
    {
        using var rsa = RSA.Create();
        rsa.KeySize = Bits;
        _parameters = rsa.ExportParameters(includePrivateParameters: true);
        PublicKey = rsa.ExportParameters(includePrivateParameters: false);
    }

    /// <summary>The id that the tokens' headers name.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public RSAParameters PublicKey { get; }

    /// <summary>The private key as PKCS #8 in PEM, as it stands in a service account's file.</summary>
    public string ToPem()
    {
        var text = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
        var base64 = Convert.ToBase64String(Pkcs8.Encode(_parameters));
        for (var i = 0; i < base64.Length; i += 64)
        {
            text.Append(base64, i, Math.Min(64, base64.Length - i)).Append('\n');
        }

        return text.Append("-----END PRIVATE KEY-----\n").ToString();
    }

    /// <summary>Makes a signed token.</summary>
    public string Sign(JsonValue claims)
    {
        var header = JsonValue.Object(("alg", JsonValue.String("RS256")), ("kid", JsonValue.String(Id)), ("typ", JsonValue.String("JWT")));
        var content = Part(header) + "." + Part(claims);
        using var rsa = RSA.Create();
        rsa.ImportParameters(_parameters);
        return content + "." + Base64Url.Encode(rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Part(JsonValue value) => Base64Url.Encode(Encoding.UTF8.GetBytes(JsonOutput.Write(value, pretty: false)));
}
