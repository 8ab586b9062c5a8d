using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The methods of the API's <c>endpoints</c>, wire in and wire out.</summary>
internal sealed class EndpointsApi
{
    private readonly VertexClient _client;

    public EndpointsApi(VertexClient client)
    {
        _client = client;
    }

    public Task<WireEndpoint> GetAsync(VertexName name, CallOptions options) =>
        _client.GetAsync(name.ToString(), string.Empty, VertexJson.Default.WireEndpoint, options);

    public Task<WireEndpoint?> FindAsync(VertexName name, CallOptions options) =>
        _client.FindAsync(name.ToString(), VertexJson.Default.WireEndpoint, options);

    public Task<WireOperation> UndeployAsync(VertexName name, string deployedModelId, CallOptions options) => _client.SendAsync(
        _client.Call(HttpMethod.Post, name.ToString(), ":undeployModel") with
        {
            Body = VertexClient.Body(new WireUndeployRequest { DeployedModelId = deployedModelId }, VertexJson.Requests.WireUndeployRequest),
        },
        VertexJson.Default.WireOperation,
        options);

    public Task<WireOperation> DeleteAsync(VertexName name, CallOptions options) => _client.SendAsync(
        _client.Call(HttpMethod.Delete, name.ToString()) with { Explain = fault => VertexErrors.ForDeletion(fault, name.ToString()) },
        VertexJson.Default.WireOperation,
        options);
}
