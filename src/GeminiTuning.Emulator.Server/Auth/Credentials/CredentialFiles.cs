using System;
using System.IO;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.OAuth;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Surfaces;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Auth.Credentials;

/// <summary>Writes credential files in Google's formats whose addresses are the emulator's.</summary>
internal sealed class CredentialFiles(SignInServices signIn, Uri endpoint)
{
    public const string Project = "emulator";
    private const string Universe = "googleapis.com";
    private readonly string _baseUrl = endpoint.AbsoluteUri.TrimEnd('/');

    public void Write(EmulatorCredentialKind kind, string path)
    {
        if (kind == EmulatorCredentialKind.ExternalAccount)
        {
            var tokenPath = Path.GetFullPath(path) + ".token";
            SecretFile.Write(tokenPath, SubjectToken());
            SecretFile.Write(path, ExternalAccount(tokenPath));
            return;
        }

        SecretFile.Write(path, kind switch
        {
            EmulatorCredentialKind.ServiceAccount => ServiceAccount(),
            EmulatorCredentialKind.AuthorizedUser => AuthorizedUser(),
            EmulatorCredentialKind.ExternalAccountAuthorizedUser => ExternalAccountAuthorizedUser(),
            EmulatorCredentialKind.ImpersonatedServiceAccount => ImpersonatedServiceAccount(),
            EmulatorCredentialKind.ClientSecret => ClientSecret(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        });
    }

    private JsonValue ServiceAccount()
    {
        var key = signIn.Accounts.CreateKey(ServiceAccounts.DefaultAccount);
        return JsonValue.Object(
            ("type", Text("service_account")),
            ("project_id", Text(Project)),
            ("private_key_id", Text(key.Id)),
            ("private_key", Text(key.ToPem())),
            ("client_email", Text(ServiceAccounts.DefaultAccount)),
            ("client_id", Text(ServiceAccounts.IdOf(ServiceAccounts.DefaultAccount))),
            ("auth_uri", Address("/o/oauth2/auth")),
            ("token_uri", Address("/token")),
            ("universe_domain", Text(Universe)));
    }

    private JsonValue AuthorizedUser()
    {
        var client = signIn.Clients.Create();
        return JsonValue.Object(
            ("type", Text("authorized_user")),
            ("client_id", Text(client.Id)),
            ("client_secret", Text(client.Secret!)),
            ("refresh_token", Text(RefreshToken(client))),
            ("account", Text(Caller.DefaultEmail)),
            ("quota_project_id", Text(Project)),
            ("token_uri", Address("/token")),
            ("universe_domain", Text(Universe)));
    }

    private JsonValue ExternalAccount(string tokenPath) => JsonValue.Object(
        ("type", Text("external_account")),
        ("audience", Text(Audience)),
        ("subject_token_type", Text("urn:ietf:params:oauth:token-type:jwt")),
        ("token_url", Address("/v1/token")),
        ("credential_source", JsonValue.Object(
            ("file", Text(tokenPath)),
            ("format", JsonValue.Object(("type", Text("text")))))),
        ("universe_domain", Text(Universe)));

    private JsonValue ExternalAccountAuthorizedUser()
    {
        var client = signIn.Clients.Create();
        return JsonValue.Object(
            ("type", Text("external_account_authorized_user")),
            ("audience", Text("//iam.googleapis.com/locations/global/workforcePools/emulator/providers/emulator")),
            ("client_id", Text(client.Id)),
            ("client_secret", Text(client.Secret!)),
            ("refresh_token", Text(RefreshToken(client))),
            ("token_url", Address("/v1/oauthtoken")),
            ("quota_project_id", Text(Project)),
            ("universe_domain", Text(Universe)));
    }

    private JsonValue ImpersonatedServiceAccount() => JsonValue.Object(
        ("type", Text("impersonated_service_account")),
        ("service_account_impersonation_url", Address($"/v1/projects/-/serviceAccounts/{ServiceAccounts.DefaultAccount}:generateAccessToken")),
        ("delegates", JsonValue.Array([])),
        ("source_credentials", AuthorizedUser()),
        ("universe_domain", Text(Universe)));

    private JsonValue ClientSecret()
    {
        var client = signIn.Clients.Create();
        return JsonValue.Object(("installed", JsonValue.Object(
            ("client_id", Text(client.Id)),
            ("project_id", Text(Project)),
            ("auth_uri", Address("/o/oauth2/auth")),
            ("token_uri", Address("/token")),
            ("client_secret", Text(client.Secret!)),
            ("redirect_uris", JsonValue.Array([Text("http://localhost")])))));
    }

    private string RefreshToken(OAuthClient client) => signIn.Tokens.IssueRefreshToken(new TokenGrant
    {
        Account = Caller.DefaultEmail,
        ClientId = client.Id,
        Scopes = OAuthScopes.SignedIn,
        IsOffline = true,
    });

    /// <summary>What another provider of identities would have given to a workload.</summary>
    private string SubjectToken() => new SigningKey().Sign(JsonValue.Object(
        ("iss", Text(_baseUrl)),
        ("aud", Text(Audience)),
        ("sub", Text("workload@example.com"))));

    private static string Audience =>
        $"//iam.googleapis.com/projects/{VertexIds.ProjectNumberOf(Project)}/locations/global/workloadIdentityPools/emulator/providers/emulator";

    private static JsonValue Text(string text) => JsonValue.String(text);

    private JsonValue Address(string path) => Text(_baseUrl + path);
}
