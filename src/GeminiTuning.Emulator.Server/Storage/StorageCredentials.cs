using System;
using GeminiTuning.Emulator.Auth;
using GeminiTuning.Emulator.Auth.Tokens;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Finds out who makes a storage request. None need credentials, but those that are wrong are refused.</summary>
internal sealed class StorageCredentials(Authenticator authenticator)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who calls, as errors name it.</summary>
    public string Identify(Func<string, string?> header, StorageQuery query, bool reads)
    {
        var key = header("x-goog-api-key") is { Length: > 0 } value ? value : query.Text("key");
        if (key is not null && authenticator.JudgeKey(key.Trim()) is not CredentialFault.None and var fault)
        {
            throw new StorageException(
                400,
                "badRequest",
                fault == CredentialFault.Expired ? "API key expired. Please renew the API key." : "API key not valid. Please pass a valid API key.");
        }

        if (ReadToken(header("Authorization"), query) is not { } token)
        {
            return "Anonymous caller";
        }

        return authenticator.JudgeToken(token, OAuthScopes.Storage(reads)) switch
        {
            CredentialFault.None => authenticator.Identify(token),
            CredentialFault.LacksScope => throw new StorageException(403, "insufficientPermissions", "Provided scope(s) are not authorized"),
            _ => throw StorageErrors.InvalidCredentials(),
        };
    }

    private static string? ReadToken(string? header, StorageQuery query)
    {
        if (header is null)
        {
            return query.Text("access_token") ?? query.Text("oauth_token");
        }

        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && header.Substring(Bearer.Length).Trim() is { Length: > 0 } token
            ? token
            : throw StorageErrors.InvalidCredentials();
    }
}
