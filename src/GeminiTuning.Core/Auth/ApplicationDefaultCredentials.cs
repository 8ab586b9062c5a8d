using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Application Default Credentials: the file that GOOGLE_APPLICATION_CREDENTIALS names, gcloud's file, the metadata
/// server. The search is done here and not by Google's library, because that one keeps the first result for the life of
/// the process and does not tell where it came from.
/// </summary>
internal sealed class ApplicationDefaultCredentials
{
    /// <summary>The name of gcloud's file.</summary>
    public const string FileName = "application_default_credentials.json";

    private const string Name = "Application Default Credentials";
    private const string FileVariable = "GOOGLE_APPLICATION_CREDENTIALS";

    private readonly Func<string, string?> _environment;
    private readonly GcloudConfiguration _gcloud;
    private readonly TokenHttpClientFactory _http;

    public ApplicationDefaultCredentials(Func<string, string?> environment, Func<Uri, HttpMessageHandler> innermost)
    {
        _environment = environment;
        _gcloud = new GcloudConfiguration(environment);
        _http = new TokenHttpClientFactory(innermost);
    }

    /// <summary>The file that is looked for, which need not be there.</summary>
    public static string? FileOf(Func<string, string?> environment) =>
        environment(FileVariable) is { } named && !string.IsNullOrWhiteSpace(named) ? named.Trim()
        : new GcloudConfiguration(environment).Folder() is { } folder ? Path.Combine(folder, FileName)
        : null;

    public async Task<FoundCredential?> FindAsync(IReadOnlyList<string> scopes, List<string> tried, CancellationToken cancellationToken)
    {
        var named = _environment(FileVariable);
        if (!string.IsNullOrWhiteSpace(named))
        {
            var source = "environment variable " + FileVariable + " (" + named + ")";
            return FromFile(CredentialFile.Read(named!.Trim(), source), source, scopes);
        }

        tried.Add("the environment variable " + FileVariable + " (not set)");
        var path = _gcloud.Folder() is { } folder ? Path.Combine(folder, FileName) : null;
        if (path != null && File.Exists(path))
        {
            return FromFile(CredentialFile.Read(path, path), path, scopes);
        }

        tried.Add("the file " + (path ?? FileName) + " of gcloud (not there)");
        cancellationToken.ThrowIfCancellationRequested();
        if (string.IsNullOrWhiteSpace(_environment("NO_GCE_CHECK")) && await ComputeCredential.IsRunningOnComputeEngine().ConfigureAwait(false))
        {
            return Adapt(GoogleCredential.FromComputeCredential(new ComputeCredential()), scopes, "metadata server");
        }

        tried.Add("the metadata server of Google Cloud (not there)");
        return null;
    }

    private FoundCredential FromFile(CredentialFile file, string source, IReadOnlyList<string> scopes) =>
        Adapt(file.Load(), scopes, source) with { Account = file.Account, Project = file.Project, QuotaProject = file.QuotaProject };

    private FoundCredential Adapt(GoogleCredential credential, IReadOnlyList<string> scopes, string source)
    {
        if (credential.IsCreateScopedRequired)
        {
            credential = credential.CreateScoped(scopes);
        }

        return new FoundCredential
        {
            Credential = new GoogleCredentialAdapter(credential.CreateWithHttpClientFactory(_http), source),
            Name = Name,
            Source = source,
            IsApplicationDefault = true,
        };
    }
}
