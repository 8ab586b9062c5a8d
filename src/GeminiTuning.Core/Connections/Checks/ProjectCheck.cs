using System;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Asks for the project or, where nothing tells of projects, for what Vertex AI has in it.</summary>
internal sealed class ProjectCheck : Check
{
    private readonly CheckTarget _target;
    private readonly string? _project;
    private readonly Func<CallOptions, Task>? _lookInside;

    /// <param name="target">The connection.</param>
    /// <param name="project">Its project, if it has one.</param>
    /// <param name="lookInside">Reads something in the project; <see langword="null"/> where the project only counts quota.</param>
    public ProjectCheck(CheckTarget target, string? project, Func<CallOptions, Task>? lookInside)
    {
        _target = target;
        _project = project;
        _lookInside = lookInside;
    }

    public override string Name => CheckNames.Project;

    public override string Fix => "Correct Connect-GeminiTuning -Project, or have roles/aiplatform.user granted on project " + _project + ".";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        if (_target.HasApiKey)
        {
            return Skipped("An API key belongs to one project and cannot ask for it.");
        }

        if (_project == null)
        {
            return Skipped("The connection has no project.", "A user's credential needs one: Connect-GeminiTuning -Project.");
        }

        try
        {
            using var transport = _target.Open(CheckedServices.ResourceManager);
            await transport.SendAsync(new ServiceCall { Method = HttpMethod.Get, Path = "v1/projects/" + _project }, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (_lookInside == null && e.Kind is TuningErrorKind.PermissionDenied or TuningErrorKind.NotFound)
        {
            return Skipped("It cannot be told: " + e.Message);
        }
        catch (TuningException e) when (_lookInside != null && SaysNothing(e))
        {
            options.Trace.Verbose(e.Message + " The tuning jobs are looked at instead.");
            await _lookInside(options).ConfigureAwait(false);
        }

        return Passed("The credential may read project " + _project + ".");
    }

    // Refusals that have to do with the Cloud Resource Manager and not with the project.
    private static bool SaysNothing(TuningException e) =>
        e.ErrorId is nameof(ServiceErrors.ServiceDisabled) or nameof(ServiceErrors.QuotaProjectMissing) or nameof(ServiceErrors.ResourceNotFound);
}
