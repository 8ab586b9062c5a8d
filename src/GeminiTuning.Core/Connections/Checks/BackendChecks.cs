using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>The checks of each service, in their order.</summary>
internal static class BackendChecks
{
    public static ConnectionChecks OfGeminiApi(CheckTarget target, GeminiApiBackend backend, string? project) => new(
        new CredentialCheck(target.Found),
        new TokenCheck(target),
        new ScopeCheck(target),
        new GeminiApiCheck(backend),
        new ProjectCheck(target, project, null),
        new StagingBucketCheck(target, null),
        new TunableModelsCheck(backend, null));

    public static ConnectionChecks OfVertex(CheckTarget target, VertexBackend backend, VertexHosts hosts, VertexScope scope, string? stagingUri)
    {
        return new ConnectionChecks(
            new CredentialCheck(target.Found),
            new TokenCheck(target),
            new ScopeCheck(target),
            new VertexApiCheck(target, scope.Project),
            new ProjectCheck(target, scope.Project, ListOneJobAsync),
            new StagingBucketCheck(target, stagingUri),
            new TunableModelsCheck(backend, ListOneJobAsync));

        async Task ListOneJobAsync(CallOptions options)
        {
            using var transport = new ServiceTransport(target.Settings);
            await new TuningJobsApi(new VertexClient(transport, hosts), scope).ListAsync(new TunedModelQuery { PageSize = 1 }, null, options).ConfigureAwait(false);
        }
    }
}
