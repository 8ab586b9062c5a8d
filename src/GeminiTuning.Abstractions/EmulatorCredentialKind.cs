namespace GeminiTuning;

/// <summary>The kinds of credential files that an emulator can write.</summary>
public enum EmulatorCredentialKind
{
    /// <summary>A service account with its private key: <c>service_account</c>.</summary>
    ServiceAccount,

    /// <summary>A user who has signed in, with a refresh token: <c>authorized_user</c>.</summary>
    AuthorizedUser,

    /// <summary>Workload identity federation whose subject token is in a file beside: <c>external_account</c>.</summary>
    ExternalAccount,

    /// <summary>A user of workforce identity federation who has signed in: <c>external_account_authorized_user</c>.</summary>
    ExternalAccountAuthorizedUser,

    /// <summary>A service account on behalf of a user: <c>impersonated_service_account</c>.</summary>
    ImpersonatedServiceAccount,

    /// <summary>The OAuth client of an installed application: <c>client_secret.json</c>.</summary>
    ClientSecret,
}
