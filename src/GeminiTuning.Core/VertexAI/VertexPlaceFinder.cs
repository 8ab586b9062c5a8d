using System;
using System.Linq;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Finds the project and the location: parameter, environment, credential, gcloud's active configuration.</summary>
internal sealed class VertexPlaceFinder
{
    private static readonly string[] ProjectVariables = ["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"];
    private static readonly string[] LocationVariables = ["GOOGLE_CLOUD_LOCATION"];

    private readonly Func<string, string?> _environment;
    private readonly GcloudConfiguration _gcloud;

    public VertexPlaceFinder(Func<string, string?> environment)
    {
        _environment = environment;
        _gcloud = new GcloudConfiguration(environment);
    }

    public VertexPlace Find(ConnectRequest request, FoundCredential credential)
    {
        var project = Project(request, credential) ?? throw VertexErrors.ProjectMissing(
        [
            "the parameter -Project",
            "the environment variables " + string.Join(" and ", ProjectVariables),
            "the credential",
            "the property core/project of gcloud's active configuration",
        ]);
        if (!VertexName.IsProject(project.Value))
        {
            throw AuthErrors.ProjectInvalid(new ProjectSetting(project.Value, project.Source));
        }

        var location = Location(request);
        return VertexName.IsLocation(location.Value) ? new VertexPlace(project, location) : throw VertexErrors.LocationInvalid(location);
    }

    private static FoundSetting? Given(string? value, string source) => value == null ? null : new FoundSetting(value.Trim(), source);

    // A configuration that was asked for by name goes before the environment, and the active one is then none of ours.
    private static FoundSetting? Named(GcloudConfigurationInfo? gcloud, string? value) =>
        gcloud == null ? null : Given(value, "gcloud configuration '" + gcloud.Name + "'");

    private FoundSetting? Project(ConnectRequest request, FoundCredential credential)
    {
        var found = Given(request.Project, request.SourceOf("Project")) ?? Named(request.Gcloud, request.Gcloud?.Project) ?? Variable(ProjectVariables);
        if (request.IsEmulator)
        {
            // Its projects are made up; the user's own are nothing to it.
            return found ?? new FoundSetting("emulator", "made up for the emulator");
        }

        return found
            ?? Given(credential.Project, credential.Source)
            ?? (request.Gcloud == null ? _gcloud.Find("core", "project") : null)
            ?? Given(credential.QuotaProject, "quota project of " + credential.Source);
    }

    private FoundSetting Location(ConnectRequest request)
    {
        var found = Given(request.Location, request.SourceOf("Location")) ?? Named(request.Gcloud, request.Gcloud?.Region) ?? Variable(LocationVariables);
        if (request is { IsEmulator: false, Gcloud: null })
        {
            found ??= _gcloud.Find("ai", "region") ?? _gcloud.Find("compute", "region");
        }

        return found ?? new FoundSetting(VertexService.DefaultLocation, "default");
    }

    private FoundSetting? Variable(string[] names) => names
        .Select(name => (Name: name, Value: _environment(name)))
        .Where(static variable => !string.IsNullOrWhiteSpace(variable.Value))
        .Select(static variable => new FoundSetting(variable.Value!.Trim(), "environment variable " + variable.Name))
        .FirstOrDefault();
}
