using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The methods of the API's <c>models</c>, the registry, wire in and wire out.</summary>
internal sealed class RegistryApi
{
    private const string TunedGemini = "labels.google-vertex-llm-tuning-base-model-id:*";
    private static readonly HttpMethod Patch = new("PATCH");

    private readonly VertexClient _client;
    private readonly VertexScope _scope;

    public RegistryApi(VertexClient client, VertexScope scope)
    {
        _client = client;
        _scope = scope;
    }

    /// <summary>All models that were made by tuning a model of Google's.</summary>
    public Task<List<WireModel>> ListTunedAsync(CallOptions options) => _client.AllPagesAsync(
        _scope.Parent,
        "/models?pageSize=100&filter=" + Uri.EscapeDataString(TunedGemini),
        VertexJson.Default.WireModelList,
        static page => (page.Models, page.NextPageToken),
        options);

    /// <summary>The versions of a model; none where the service has no such listing.</summary>
    public async Task<List<WireModel>> ListVersionsAsync(VertexName name, CallOptions options)
    {
        try
        {
            return await _client.AllPagesAsync(
                name.WithoutVersion().ToString(),
                ":listVersions",
                VertexJson.Default.WireModelList,
                static page => (page.Models, page.NextPageToken),
                options).ConfigureAwait(false);
        }
        catch (TuningException e) when (VertexErrors.IsGone(e) || e.ErrorId is nameof(Http.ServiceErrors.MethodNotSupported))
        {
            return [];
        }
    }

    public Task<WireModel> GetAsync(VertexName name, CallOptions options) =>
        _client.GetAsync(name.ToString(), string.Empty, VertexJson.Default.WireModel, options);

    public Task<WireModel?> FindAsync(VertexName name, CallOptions options) =>
        _client.FindAsync(name.ToString(), VertexJson.Default.WireModel, options);

    /// <summary>Changes a model, or one version of it where the name has one.</summary>
    public Task<WireModel> PatchAsync(VertexName name, WireModel changes, string mask, CallOptions options) => _client.SendAsync(
        _client.Call(Patch, name.ToString(), "?updateMask=" + mask) with { Body = VertexClient.Body(changes, VertexJson.Requests.WireModel) },
        VertexJson.Default.WireModel,
        options);

    /// <summary>Begins to delete a model, or one version of it where the name has one.</summary>
    public Task<WireOperation> DeleteAsync(VertexName name, CallOptions options) => _client.SendAsync(
        _client.Call(HttpMethod.Delete, name.ToString(), name.Version == null ? string.Empty : ":deleteVersion") with
        {
            Explain = fault => VertexErrors.ForDeletion(fault, name.ToString()),
        },
        VertexJson.Default.WireOperation,
        options);
}
