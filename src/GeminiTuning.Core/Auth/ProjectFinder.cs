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
    public ProjectSetting? FindQuotaOnly(FoundCredential credential)
    {
        var variable = _environment(QuotaVariable);
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Check(new ProjectSetting(variable!.Trim(), "environment variable " + QuotaVariable));
        }

        return credential.QuotaProject is { Length: > 0 } project ? Check(new ProjectSetting(project, credential.Source)) : null;
    }

    public ProjectSetting? Find(string? parameter, FoundCredential credential)
    {
        var found = parameter != null
            ? new ProjectSetting(parameter.Trim(), "parameter -Project")
            : Variables
                .Select(name => (Name: name, Value: _environment(name)))
                .Where(static variable => !string.IsNullOrWhiteSpace(variable.Value))
                .Select(static variable => new ProjectSetting(variable.Value!.Trim(), "environment variable " + variable.Name))
                .FirstOrDefault();
        found ??= credential.QuotaProject is { Length: > 0 } project ? new ProjectSetting(project, credential.Source) : null;
        return found == null ? null : Check(found);
    }

    private static ProjectSetting Check(ProjectSetting found) => Rule.IsMatch(found.Project) ? found : throw AuthErrors.ProjectInvalid(found);
}
