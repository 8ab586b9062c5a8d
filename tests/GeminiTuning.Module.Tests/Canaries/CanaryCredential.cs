namespace GeminiTuning.Module.Tests.Canaries;

/// <summary>Every kind of credential that the canaries are put into.</summary>
public enum CanaryCredential
{
    ApiKey,
    AccessToken,
    ServiceAccount,
    AuthorizedUser,
    FederationByFile,
    FederationByAddress,
    FederationAsServiceAccount,
    Workforce,
    ImpersonatedServiceAccount,
    TokenAsServiceAccount,
    ClientSecret,
}
