using System;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>The methods of the API's <c>models</c>.</summary>
internal sealed class ModelsApi
{
    private readonly ServiceTransport _transport;

    public ModelsApi(ServiceTransport transport)
    {
        _transport = transport;
    }

    public async Task<Page<GeminiModel>> ListAsync(string? pageToken, CallOptions options)
    {
        var call = new ServiceCall
        {
            Method = HttpMethod.Get,
            Path = "v1beta/models?pageSize=1000" + (pageToken == null ? string.Empty : "&pageToken=" + Uri.EscapeDataString(pageToken)),
        };
        var answer = await _transport.SendAsync(call, WireJson.Default.WireModelList, options).ConfigureAwait(false);
        return new Page<GeminiModel>(
            answer.Models?.ConvertAll(ModelMapper.Map) ?? [],
            string.IsNullOrEmpty(answer.NextPageToken) ? null : answer.NextPageToken);
    }

    public async Task<GeminiModel> GetAsync(BaseModelName name, CallOptions options)
    {
        var call = new ServiceCall
        {
            Method = HttpMethod.Get,
            Path = "v1beta/" + name,
            Explain = fault => GeminiApiErrors.ForModel(fault, name.ToString()),
        };
        return ModelMapper.Map(await _transport.SendAsync(call, WireJson.Default.WireModel, options).ConfigureAwait(false));
    }
}
