using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Connections.Checks.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Asks whether the project has Vertex AI enabled.</summary>
internal sealed class VertexApiCheck : Check
{
    private const string Api = "aiplatform.googleapis.com";

    private readonly CheckTarget _target;
    private readonly string _project;

    public VertexApiCheck(CheckTarget target, string project)
    {
        _target = target;
        _project = project;
    }

    public override string Name => CheckNames.Api;

    public override string Fix => "Run gcloud services enable " + Api + " --project=" + _project + " and try again some minutes later.";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        using var transport = _target.Open(CheckedServices.ServiceUsage);
        var call = new ServiceCall { Method = HttpMethod.Get, Path = "v1/projects/" + _project + "/services/" + Api };
        try
        {
            var service = await transport.SendAsync(call, CheckJson.Default.WireEnabledService, options).ConfigureAwait(false);
            return service.State is "ENABLED"
                ? Passed("The Vertex AI API is enabled in project " + _project + ".")
                : Failed("The Vertex AI API is not enabled in project " + _project + ".");
        }
        catch (TuningException e) when (e.Kind is TuningErrorKind.PermissionDenied or TuningErrorKind.NotFound)
        {
            // Few need that right to tune.
            return Skipped("It cannot be told: " + e.Message);
        }
    }
}
