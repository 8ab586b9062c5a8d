using System;
using System.Collections.Concurrent;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>
/// The OAuth clients. The secrets of those that the emulator has made are checked; any other client is taken for one that
/// exists, unless its id contains <c>invalid</c>.
/// </summary>
internal sealed class OAuthClients
{
    private const string Suffix = ".apps.googleusercontent.com";
    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Makes a client as the console's page of credentials does.</summary>
    public OAuthClient Create()
    {
        var client = new OAuthClient("emulator-" + Guid.NewGuid().ToString("N") + Suffix, "GOCSPX-emulator-" + SecretText.Create());
        _secrets[client.Id] = client.Secret!;
        return client;
    }

    public static bool Exists(string id) => id.IndexOf("invalid", StringComparison.OrdinalIgnoreCase) < 0;

    /// <summary>Finds out which client a request comes from.</summary>
    /// <exception cref="OAuthException">It names none, or one that does not exist, or its secret is wrong.</exception>
    public OAuthClient Authenticate(SignInRequest request, OAuthForm form)
    {
        var client = OAuthClient.Read(request, form) ?? throw OAuthException.InvalidRequest("Could not determine client ID from request.");
        if (!Exists(client.Id))
        {
            throw new OAuthException(401, "invalid_client", "The OAuth client was not found.");
        }

        if (!_secrets.TryGetValue(client.Id, out var secret))
        {
            return client;
        }

        return client.Secret is null ? throw OAuthException.InvalidRequest("client_secret is missing.")
            : string.Equals(client.Secret, secret, StringComparison.Ordinal) ? client
            : throw new OAuthException(401, "invalid_client", "The provided client secret is invalid.");
    }
}
