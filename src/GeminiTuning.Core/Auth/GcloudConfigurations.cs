using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GeminiTuning.Core.Auth;

/// <summary>Lists and reads the configurations in gcloud's folder.</summary>
internal sealed class GcloudConfigurations : IGcloudConfigurations
{
    private const string Prefix = "config_";

    private readonly GcloudConfiguration _gcloud;

    public GcloudConfigurations(Func<string, string?> environment)
    {
        _gcloud = new GcloudConfiguration(environment);
    }

    private string? Folder => _gcloud.Folder() is { } folder ? Path.Combine(folder, "configurations") : null;

    public IReadOnlyList<string> List(CallOptions options)
    {
        var folder = Folder;
        options.Trace.Verbose("Looking for gcloud configurations in " + (folder ?? "no folder, as the environment does not tell gcloud's") + ".");
        return Names(folder);
    }

    public GcloudConfigurationInfo Read(string name)
    {
        var folder = Folder;
        var path = GcloudConfiguration.IsName(name) && folder != null ? Path.Combine(folder, Prefix + name) : null;
        if (path == null || !File.Exists(path))
        {
            throw GcloudErrors.GcloudConfigurationNotFound(name, folder, Names(folder));
        }

        var file = GcloudFile.Read(path);
        return new GcloudConfigurationInfo
        {
            Name = name,
            IsActive = string.Equals(_gcloud.ActiveName(), name, StringComparison.Ordinal),
            Account = file.Value("core", "account"),
            Project = file.Value("core", "project"),
            Region = file.Value("ai", "region") ?? file.Value("compute", "region"),
            QuotaProject = QuotaProject(file),
            ImpersonateServiceAccount = file.Value("auth", "impersonate_service_account"),
            Path = path,
        };
    }

    private static IReadOnlyList<string> Names(string? folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder!, Prefix + "*")
                    .Select(static path => Path.GetFileName(path).Substring(Prefix.Length))
                    .Where(GcloudConfiguration.IsName)
                    .OrderBy(static name => name, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GcloudErrors.GcloudConfigurationUnreadable(folder!, e);
        }
    }

    // These words of gcloud's stand for the project itself, or for none.
    private static string? QuotaProject(GcloudFile file) =>
        file.Value("billing", "quota_project") is { } project && project is not ("CURRENT_PROJECT" or "CURRENT_PROJECT_WITH_FALLBACK" or "LEGACY")
            ? project
            : null;
}
