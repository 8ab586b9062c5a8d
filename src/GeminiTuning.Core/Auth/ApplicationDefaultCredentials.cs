using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

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
    private const string NoCheckVariable = "NO_GCE_CHECK";

    private readonly Func<string, string?> _environment;
    private readonly GcloudConfiguration _gcloud;
    private readonly CredentialLoader _loader;
    private readonly Func<MetadataServer> _metadata;

    public ApplicationDefaultCredentials(Func<string, string?> environment, CredentialLoader loader, Func<MetadataServer> metadata)
    {
        _environment = environment;
        _gcloud = new GcloudConfiguration(environment);
        _loader = loader;
        _metadata = metadata;
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
            return Load(named!.Trim(), source, scopes);
        }

        tried.Add("the environment variable " + FileVariable + " (not set)");
        var path = _gcloud.Folder() is { } folder ? Path.Combine(folder, FileName) : null;
        if (path != null && File.Exists(path))
        {
            return Load(path, path, scopes);
        }

        tried.Add("the file " + (path ?? FileName) + " of gcloud (not there)");
        if (!string.IsNullOrWhiteSpace(_environment(NoCheckVariable)))
        {
            tried.Add("the metadata server of Google Cloud (not asked, as " + NoCheckVariable + " is set)");
            return null;
        }

        var server = _metadata();
        if (await server.IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            return _loader.Adapt(server.Credential, Name, "metadata server", scopes) with
            {
                Account = await server.AccountAsync(cancellationToken).ConfigureAwait(false),
                Project = await server.ProjectAsync(cancellationToken).ConfigureAwait(false),
            };
        }

        tried.Add("the metadata server of Google Cloud (not there at " + server.Host + ")");
        return null;
    }

    private FoundCredential Load(string path, string source, IReadOnlyList<string> scopes) => _loader.Load(path, source, scopes) with { Name = Name };
}
