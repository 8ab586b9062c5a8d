using System;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Measures;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>The method <c>countTokens</c>, which both services have with the same messages, at addresses of their own.</summary>
internal sealed class TokensApi
{
    private readonly ServiceTransport _transport;
    private readonly Func<string, string, ServiceCall> _address;

    /// <param name="transport">The way to the service.</param>
    /// <param name="address">Makes the call of a method of a model.</param>
    public TokensApi(ServiceTransport transport, Func<string, string, ServiceCall> address)
    {
        _transport = transport;
        _address = address;
    }

    public async Task<long> CountAsync(string model, TuningExample example, CallOptions options)
    {
        var call = _address(model, ":countTokens") with { Body = CountTokensBody.Of(example) };
        return (await _transport.SendAsync(call, WireJson.Default.WireTokenCount, options).ConfigureAwait(false)).TotalTokens ?? 0;
    }
}
