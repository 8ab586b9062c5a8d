using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>The methods of the API's <c>tunedModels</c>, wire in and wire out.</summary>
internal sealed class TunedModelsApi
{
    private const int DefaultPageSize = 100;
    private const string Root = "v1beta/";
    private static readonly HttpMethod Patch = new("PATCH");

    // Examples by the megabyte on a slow line.
    private static readonly TimeSpan LongestUpload = TimeSpan.FromMinutes(10);

    private readonly ServiceTransport _transport;

    public TunedModelsApi(ServiceTransport transport)
    {
        _transport = transport;
    }

    public Task<WireTunedModelList> ListAsync(TunedModelQuery query, string? pageToken, CallOptions options)
    {
        var size = query.PageSize ?? DefaultPageSize;
        if (size is < 1 or > 1000)
        {
            throw GeminiApiErrors.PageSizeOutOfRange(size);
        }

        // A page token is good only together with the parameters that it was made for.
        var path = FormattableString.Invariant($"{Root}tunedModels?pageSize={size}")
            + (string.IsNullOrEmpty(query.Filter) ? string.Empty : "&filter=" + Uri.EscapeDataString(query.Filter!))
            + (pageToken == null ? string.Empty : "&pageToken=" + Uri.EscapeDataString(pageToken));
        return _transport.SendAsync(
            new ServiceCall { Method = HttpMethod.Get, Path = path },
            WireJson.Default.WireTunedModelList,
            options);
    }

    public Task<WireTunedModel> GetAsync(TunedModelName name, CallOptions options) =>
        _transport.SendAsync(Call(HttpMethod.Get, name, string.Empty), WireJson.Default.WireTunedModel, options);

    /// <param name="model">The model to make.</param>
    /// <param name="id">Its id, by which it is found when the answer is lost.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <param name="lookUp">Looks for the model.</param>
    public Task<WireOperation> CreateAsync(WireTunedModel model, string id, CallOptions options, Func<LostAnswer, Task<WireOperation?>> lookUp) =>
        _transport.SendAsync(
            new ServiceCall
            {
                Method = HttpMethod.Post,
                Path = Root + "tunedModels?tunedModelId=" + Uri.EscapeDataString(id),
                Body = JsonSerializer.SerializeToUtf8Bytes(model, WireJson.Requests.WireTunedModel),
                Timeout = LongestUpload,
                Explain = fault => GeminiApiErrors.ForCreation(fault, id, model),
                LostAnswerHint = "Tuning may have started all the same: look with Get-GeminiTunedModel before you try again.",
            },
            WireJson.Default.WireOperation,
            options,
            lookUp);

    public Task<WireTunedModel> PatchAsync(TunedModelName name, WireTunedModel changes, string mask, CallOptions options) =>
        _transport.SendAsync(
            Call(Patch, name, "?updateMask=" + mask) with { Body = JsonSerializer.SerializeToUtf8Bytes(changes, WireJson.Requests.WireTunedModel) },
            WireJson.Default.WireTunedModel,
            options);

    public Task DeleteAsync(TunedModelName name, CallOptions options) =>
        _transport.SendAsync(Call(HttpMethod.Delete, name, string.Empty), options);

    private static ServiceCall Call(HttpMethod method, TunedModelName name, string query) => new()
    {
        Method = method,
        Path = Root + name + query,
        Explain = fault => GeminiApiErrors.ForTunedModel(fault, name.ToString()),
    };
}
