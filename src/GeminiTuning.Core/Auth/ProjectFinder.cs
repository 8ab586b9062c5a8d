using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Auth;

/// <summary>Finds the project to count quota against, in the order in which Google's own tools look.</summary>
internal sealed class ProjectFinder
{
    private const string QuotaVariable = "GOOGLE_CLOUD_QUOTA_PROJECT";
    private static readonly string[] Variables = [QuotaVariable, "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"];

    // Ids, old ids with a domain (example.com:name) and project numbers. It also keeps line ends out of a header.
    private static readonly Regex Rule = new(@"\A[A-Za-z0-9][A-Za-z0-9.:\-]{0,126}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly Func<string, string?> _environment;

    public ProjectFinder(Func<string, string?> environment)
    {
        _environment = environment;
    }

    /// <summary>
    /// The project to count quota against where requests name a project of their own: only what was set for just that,
    /// as the account may lack the permission to use the other for it.
    /// </summary>
    public ProjectSetting? FindQuotaOnly(ConnectRequest request, FoundCredential credential)
    {
        if (request.Gcloud is { QuotaProject: { } own } gcloud)
        {
            return Check(new ProjectSetting(own, SourceOf(gcloud)));
        }

        var variable = _environment(QuotaVariable);
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Check(new ProjectSetting(variable!.Trim(), "environment variable " + QuotaVariable));
        }

        return credential.QuotaProject is { Length: > 0 } project ? Check(new ProjectSetting(project, credential.Source)) : null;
    }

    public ProjectSetting? Find(ConnectRequest request, FoundCredential credential)
    {
        var found = request.Project != null ? new ProjectSetting(request.Project.Trim(), request.SourceOf("Project")) : null;
        if (request.Gcloud is { } gcloud && (gcloud.QuotaProject ?? gcloud.Project) is { } own)
        {
            found ??= new ProjectSetting(own, SourceOf(gcloud));
        }

        found ??= Variables
            .Select(name => (Name: name, Value: _environment(name)))
            .Where(static variable => !string.IsNullOrWhiteSpace(variable.Value))
            .Select(static variable => new ProjectSetting(variable.Value!.Trim(), "environment variable " + variable.Name))
            .FirstOrDefault();
        found ??= credential.QuotaProject is { Length: > 0 } project ? new ProjectSetting(project, credential.Source) : null;
        return found == null ? null : Check(found);
    }

    private static string SourceOf(GcloudConfigurationInfo gcloud) => "gcloud configuration '" + gcloud.Name + "'";

    private static ProjectSetting Check(ProjectSetting found) => Rule.IsMatch(found.Project) ? found : throw AuthErrors.ProjectInvalid(found);
}
