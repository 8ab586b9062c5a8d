using System;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Connections;

/// <summary>Turns a connection into what is saved of it, and that into a request again.</summary>
internal static class SavedRequest
{
    /// <param name="name">The name.</param>
    /// <param name="given">What the user gave.</param>
    /// <param name="found">The credential that was found for it.</param>
    /// <param name="context">The connection that was made of both.</param>
    public static SavedConnection Of(string name, ConnectRequest given, FoundCredential found, TuningContext context)
    {
        var (kind, source) = given switch
        {
            { IsEmulator: true } => (SavedCredential.Emulator, null),
            { ApiKey: not null } => (SavedCredential.ApiKey, null),
            { AccessToken: not null } => (SavedCredential.AccessToken, null),
            { CredentialPath: { } path } => (SavedCredential.CredentialPath, path),
            { ClientSecretPath: { } path } => (SavedCredential.ClientSecretPath, path),
            { GcloudConfiguration: not null } => (SavedCredential.GcloudConfiguration, null),
            _ when found.Variable == null => (SavedCredential.ApplicationDefault, null),
            _ => (found.Credential.Kind == CredentialKind.ApiKey ? SavedCredential.ApiKeyVariable : SavedCredential.AccessTokenVariable, found.Variable),
        };
        return new SavedConnection
        {
            Name = name,
            Backend = context.Backend,
            Endpoint = given.IsEmulator ? null : given.Endpoint,
            Credential = kind,
            CredentialSource = source,
            Scopes = given.Scopes,
            ImpersonateServiceAccount = given.ImpersonateServiceAccount,
            Delegates = given.Delegates,
            GcloudConfiguration = given.GcloudConfiguration,
            Project = context.Project,
            Location = context.Location,
            StagingUri = context.StagingUri,
            MaximumRetryCount = given.MaximumRetryCount,
            Timeout = given.Timeout,
        };
    }

    /// <summary>Fills a request with its saved connection, if it has one.</summary>
    public static ConnectRequest Apply(ConnectRequest request, Func<string, string?> environment)
    {
        if (request.Saved is not { } saved)
        {
            return request;
        }

        CheckSecret(saved, SavedCredential.ApiKey, "-ApiKey", request.ApiKey != null);
        CheckSecret(saved, SavedCredential.AccessToken, "-AccessToken", request.AccessToken != null);
        var filled = request with
        {
            Backend = saved.Backend,
            Endpoint = request.Endpoint ?? saved.Endpoint,
            IsEmulator = saved.Credential == SavedCredential.Emulator,
            Scopes = saved.Scopes,
            ImpersonateServiceAccount = saved.ImpersonateServiceAccount,
            Delegates = saved.Delegates,
            GcloudConfiguration = saved.GcloudConfiguration,
            Project = saved.Project,
            Location = saved.Location,
            StagingUri = saved.StagingUri,
            MaximumRetryCount = saved.MaximumRetryCount,
            Timeout = saved.Timeout,
        };
        if (saved.Credential is not (SavedCredential.ApiKeyVariable or SavedCredential.AccessTokenVariable))
        {
            return saved.Credential switch
            {
                SavedCredential.CredentialPath => filled with { CredentialPath = saved.CredentialSource },
                SavedCredential.ClientSecretPath => filled with { ClientSecretPath = saved.CredentialSource },
                _ => filled,
            };
        }

        var value = environment(saved.CredentialSource!);
        var secret = string.IsNullOrWhiteSpace(value) ? throw ConnectionErrors.SavedCredentialMissing(saved) : SecureText.Seal(value!);
        filled = filled with { CredentialOrigin = "environment variable " + saved.CredentialSource };
        return saved.Credential == SavedCredential.ApiKeyVariable ? filled with { ApiKey = secret } : filled with { AccessToken = secret };
    }

    private static void CheckSecret(SavedConnection saved, SavedCredential kind, string parameter, bool given)
    {
        if (given != (saved.Credential == kind))
        {
            throw given ? ConnectionErrors.SecretNotUsed(saved, parameter) : ConnectionErrors.SecretNeeded(saved, parameter);
        }
    }
}
