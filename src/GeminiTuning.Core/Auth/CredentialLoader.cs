using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>Makes credentials of Google's files, after a look at where they would send what they hold.</summary>
internal sealed class CredentialLoader
{
    private readonly Func<string, string?> _environment;
    private readonly Func<Uri, HttpMessageHandler> _innermost;
    private readonly TimeProvider _time;
    private readonly TokenAddresses _addresses;
    private readonly Impersonation _impersonation;

    public CredentialLoader(
        Func<string, string?> environment, Func<Uri, HttpMessageHandler> innermost, TimeProvider time, Uri? endpoint, Impersonation impersonation)
    {
        _environment = environment;
        _innermost = innermost;
        _time = time;
        _addresses = new TokenAddresses(endpoint, environment);
        _impersonation = impersonation;
    }

    /// <summary>Loads a file; nothing is sent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Where it was named, for messages.</param>
    /// <param name="scopes">The scopes to ask for.</param>
    public FoundCredential Load(string path, string source, IReadOnlyList<string> scopes)
    {
        var file = CredentialFile.Read(path, source);
        _addresses.Check(file.Root, source);
        if (file.Root.TryGetProperty("credential_source", out var origin) && origin.ValueKind == JsonValueKind.Object
            && origin.TryGetProperty("executable", out var executable))
        {
            return Federate(Executable(file, executable), file, scopes);
        }

        var google = file.Load();
        return google.UnderlyingCredential switch
        {
            ImpersonatedCredential impersonated => Impersonate(
                Adapt(impersonated.SourceCredential, file, Impersonation.OwnScopes, file.Inner), file, [.. impersonated.DelegateAccounts ?? []], scopes),
            ExternalAccountCredential => Federate(file.Load(without: CredentialFile.ImpersonationField), file, scopes),
            _ => Adapt(google, file, scopes),
        };
    }

    /// <summary>Wraps a credential of the library that needs no file.</summary>
    public FoundCredential Adapt(Func<IHttpClientFactory, GoogleCredential> make, string name, string source, IReadOnlyList<string> scopes)
    {
        var clock = new TokenServerClock();
        var http = new TokenHttpClientFactory(_innermost, null, _time, clock);
        return new FoundCredential
        {
            Credential = new GoogleCredentialAdapter(make(http).CreateScoped(scopes).CreateWithHttpClientFactory(http), source, _time, clock),
            Name = name,
            Source = source,
        };
    }

    private static string Needed(CredentialFile file, string name) =>
        file.Field(name) ?? throw AuthErrors.CredentialFileInvalid(file.Source, "it has no " + name);

    private static Uri? UserTokenServer(JsonElement user) =>
        CredentialFile.Field(user, "type") is JsonCredentialParameters.AuthorizedUserCredentialType && CredentialFile.Field(user, "token_uri") is { } address
            ? new Uri(address)
            : null;

    private FoundCredential Adapt(GoogleCredential google, CredentialFile file, IReadOnlyList<string> scopes, JsonElement? part = null)
    {
        var root = part ?? file.Root;
        var clock = new TokenServerClock();
        var http = new TokenHttpClientFactory(_innermost, UserTokenServer(root), _time, clock);
        return new FoundCredential
        {
            Credential = new GoogleCredentialAdapter(google.CreateScoped(scopes).CreateWithHttpClientFactory(http), file.Source, _time, clock),
            Name = file.Kind,
            Source = file.Source,
            Account = part == null ? file.Account : CredentialFile.Field(root, "client_email") ?? CredentialFile.Field(root, "account"),
            Project = CredentialFile.Field(root, "project_id"),
            QuotaProject = CredentialFile.Field(root, "quota_project_id"),
        };
    }

    private FoundCredential Federate(GoogleCredential google, CredentialFile file, IReadOnlyList<string> scopes) =>
        file.Field(CredentialFile.ImpersonationField) == null
            ? Adapt(google, file, scopes)
            : Impersonate(Adapt(google, file, Impersonation.OwnScopes) with { Account = null }, file, [], scopes);

    // The library loads a file, and the parts are put together here, so that a refusal names who lacks what.
    private FoundCredential Impersonate(FoundCredential inner, CredentialFile file, IReadOnlyList<string> delegates, IReadOnlyList<string> scopes)
    {
        var target = new ImpersonationTarget
        {
            Account = file.Account!,
            Address = new Uri(file.Field(CredentialFile.ImpersonationField)!),
            Delegates = delegates,
            Scopes = scopes,
        };
        return _impersonation.Wrap(inner, target) with
        {
            Name = file.Kind,
            Project = file.Project ?? inner.Project ?? inner.QuotaProject,
            QuotaProject = file.QuotaProject,
        };
    }

    // The library does not run commands; the exchange that follows is its own.
    private GoogleCredential Executable(CredentialFile file, JsonElement executable)
    {
        var command = ExecutableSource.Read(executable, file, _environment);
        var initializer = new ProgrammaticExternalAccountCredential.Initializer(
            Needed(file, "token_url"), Needed(file, "audience"), Needed(file, "subject_token_type"), command)
        {
            WorkforcePoolUserProject = file.Field("workforce_pool_user_project"),
            ClientId = file.Field("client_id"),
            ClientSecret = file.Field("client_secret"),
            QuotaProject = file.QuotaProject,
        };
        return GoogleCredential.FromProgrammaticExternalAccountCredential(new ProgrammaticExternalAccountCredential(initializer));
    }
}
