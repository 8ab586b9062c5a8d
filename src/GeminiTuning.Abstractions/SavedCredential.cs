namespace GeminiTuning;

/// <summary>Where a saved connection finds its credential again. The credential itself is never saved.</summary>
public enum SavedCredential
{
    /// <summary>Application Default Credentials, looked for anew.</summary>
    ApplicationDefault,

    /// <summary>The environment variable <see cref="SavedConnection.CredentialSource"/>, which holds an API key.</summary>
    ApiKeyVariable,

    /// <summary>The environment variable <see cref="SavedConnection.CredentialSource"/>, which holds an access token.</summary>
    AccessTokenVariable,

    /// <summary>The credential file <see cref="SavedConnection.CredentialSource"/>.</summary>
    CredentialPath,

    /// <summary>The sign-in with the OAuth client of the file <see cref="SavedConnection.CredentialSource"/>.</summary>
    ClientSecretPath,

    /// <summary>The account of the gcloud configuration <see cref="SavedConnection.GcloudConfiguration"/>.</summary>
    GcloudConfiguration,

    /// <summary>The embedded emulator, which needs none.</summary>
    Emulator,

    /// <summary>An API key that was given as a parameter and is asked for again.</summary>
    ApiKey,

    /// <summary>An access token that was given as a parameter and is asked for again.</summary>
    AccessToken,
}
