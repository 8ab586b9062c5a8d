using System;
using System.IO;
using System.Text.Json;
using GeminiTuning.Core.Auth;
using Google.Apis.Auth.OAuth2;

namespace GeminiTuning.Core.SignIn;

/// <summary>
/// The <c>client_secret.json</c> of an OAuth client. Google's library reads no addresses from it, but the sign-in has to
/// go where the file says, and no further than where a sign-in may go.
/// </summary>
internal sealed class ClientSecretFile
{
    private ClientSecretFile(string path, ClientSecrets secrets, Uri authorization, Uri token)
    {
        Path = path;
        Secrets = secrets;
        Authorization = authorization;
        Token = token;
    }

    public string Path { get; }

    public ClientSecrets Secrets { get; }

    /// <summary>Where the browser is sent (<c>auth_uri</c>).</summary>
    public Uri Authorization { get; }

    /// <summary>Where codes and refresh tokens are exchanged (<c>token_uri</c>).</summary>
    public Uri Token { get; }

    /// <summary>Where tokens are revoked: beside <see cref="Token"/>, except that Google has one address for all.</summary>
    public Uri Revocation => IsGoogles(Token) ? new Uri(GoogleAuthConsts.RevokeTokenUrl) : new Uri(Token, "revoke");

    /// <summary>The project that the client was made in.</summary>
    public string? Project { get; private init; }

    /// <param name="path">The file.</param>
    /// <param name="addresses">Which addresses the sign-in may go to.</param>
    public static ClientSecretFile Read(string path, TokenAddresses addresses)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return Read(path, document.RootElement, addresses);
        }
        catch (JsonException)
        {
            // Without the cause: its message may quote the file.
            throw SignInErrors.ClientSecretInvalid(path, "it is not JSON");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw SignInErrors.ClientSecretNotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw SignInErrors.ClientSecretUnreadable(path, e);
        }
    }

    private static ClientSecretFile Read(string path, JsonElement root, TokenAddresses addresses)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("installed", out var client) || client.ValueKind != JsonValueKind.Object)
        {
            throw Stranger(path, root);
        }

        var secrets = new ClientSecrets
        {
            ClientId = CredentialFile.Field(client, "client_id") ?? throw SignInErrors.ClientSecretInvalid(path, "it has no client_id"),
            ClientSecret = CredentialFile.Field(client, "client_secret") ?? throw SignInErrors.ClientSecretInvalid(path, "it has no client_secret"),
        };
        return new ClientSecretFile(
            path,
            secrets,
            Address("auth_uri", GoogleAuthConsts.OidcAuthorizationUrl),
            Address("token_uri", GoogleAuthConsts.OidcTokenUrl))
        {
            Project = CredentialFile.Field(client, "project_id"),
        };

        Uri Address(string field, string usual)
        {
            if (!Uri.TryCreate(CredentialFile.Field(client, field) ?? usual, UriKind.Absolute, out var address))
            {
                throw SignInErrors.ClientSecretInvalid(path, "its " + field + " is no address");
            }

            return address.UserInfo.Length == 0 && (addresses.IsTrusted(address) || (address.Scheme is "https" && IsGoogles(address)))
                ? address
                : throw SignInErrors.ClientSecretHostRefused(path, field, address.Scheme + "://" + address.Authority);
        }
    }

    private static TuningException Stranger(string path, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            if (root.TryGetProperty("web", out _))
            {
                return SignInErrors.ClientSecretInvalid(path, "it belongs to a client of the type Web application");
            }

            // The credentials that people mix it up with; nothing else of the file is quoted.
            if (CredentialFile.Field(root, "type") is "service_account" or "authorized_user" or "external_account" or "impersonated_service_account")
            {
                return SignInErrors.ClientSecretIsCredential(path, CredentialFile.Field(root, "type")!);
            }
        }

        return SignInErrors.ClientSecretInvalid(path, "it has no part named installed");
    }

    private static bool IsGoogles(Uri address) =>
        address.Host is "accounts.google.com" || address.Host.EndsWith(".googleapis.com", StringComparison.OrdinalIgnoreCase);
}
