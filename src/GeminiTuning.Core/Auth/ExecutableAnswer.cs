using System;
using System.Text.Json;

namespace GeminiTuning.Core.Auth;

/// <summary>What the command of an executable source prints, or leaves in its output file.</summary>
internal sealed record ExecutableAnswer
{
    /// <summary>The subject token; <see langword="null"/> where the command has none.</summary>
    public string? Token { get; private init; }

    /// <summary>Why there is no token.</summary>
    public string? Problem { get; private init; }

    private DateTimeOffset? Expires { get; init; }

    /// <summary>Reads an answer; <see langword="null"/> if it is none.</summary>
    public static ExecutableAnswer? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("success", out var success))
            {
                return null;
            }

            var token = CredentialFile.Field(root, "id_token") ?? CredentialFile.Field(root, "saml_response");
            var hasExpiry = root.TryGetProperty("expiration_time", out var expiration) && expiration.ValueKind == JsonValueKind.Number;
            return success.ValueKind == JsonValueKind.True && token != null
                ? new ExecutableAnswer { Token = token, Expires = hasExpiry ? DateTimeOffset.FromUnixTimeSeconds(expiration.GetInt64()) : null }
                : new ExecutableAnswer { Problem = (CredentialFile.Field(root, "code") + " " + CredentialFile.Field(root, "message")).Trim() };
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Whether it is known to be good for longer.</summary>
    public bool ExpiresAfter(DateTimeOffset now) => Expires > now;
}
