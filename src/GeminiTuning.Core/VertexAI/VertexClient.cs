using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Sends calls about named resources to the host that serves their location.</summary>
internal sealed class VertexClient
{
    private readonly ServiceTransport _transport;
    private readonly VertexHosts _hosts;

    public VertexClient(ServiceTransport transport, VertexHosts hosts)
    {
        _transport = transport;
        _hosts = hosts;
    }

    public SecretRedactor Redactor => _transport.Redactor;

    /// <summary>A call of a resource's method.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="name">The resource's full name.</param>
    /// <param name="suffix">What follows the name: <c>:verb</c>, <c>/collection</c>, <c>?query</c>.</param>
    public ServiceCall Call(HttpMethod method, string name, string suffix = "") => new()
    {
        Method = method,
        Endpoint = _hosts.OfName(name),
        Path = "v1/" + name + suffix,
        Explain = fault => VertexErrors.ForResource(fault, name),
    };

    public Task<T> GetAsync<T>(string name, string suffix, JsonTypeInfo<T> answer, CallOptions options)
        where T : class =>
        _transport.SendAsync(Call(HttpMethod.Get, name, suffix), answer, options);

    public Task<T> SendAsync<T>(ServiceCall call, JsonTypeInfo<T> answer, CallOptions options, Func<LostAnswer, Task<T?>>? lookUp = null)
        where T : class =>
        _transport.SendAsync(call, answer, options, lookUp);

    public Task SendAsync(ServiceCall call, CallOptions options) => _transport.SendAsync(call, options);

    /// <summary>Gets a resource that may be gone.</summary>
    /// <returns>The resource, or <see langword="null"/> when the service says 404.</returns>
    public async Task<T?> FindAsync<T>(string name, JsonTypeInfo<T> answer, CallOptions options)
        where T : class
    {
        try
        {
            return await GetAsync(name, string.Empty, answer, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (VertexErrors.IsGone(e))
        {
            return null;
        }
    }

    /// <summary>Gets all pages of a listing that is short.</summary>
    public async Task<List<TItem>> AllPagesAsync<TPage, TItem>(
        string name,
        string suffix,
        JsonTypeInfo<TPage> answer,
        Func<TPage, (List<TItem>? Items, string? Next)> read,
        CallOptions options)
        where TPage : class
    {
        var all = new List<TItem>();
        string? token = null;
        do
        {
            var page = read(await GetAsync(name, WithToken(suffix, token), answer, options).ConfigureAwait(false));
            all.AddRange(page.Items ?? []);
            token = page.Next;
        }
        while (!string.IsNullOrEmpty(token));

        return all;
    }

    public static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    public static string WithToken(string suffix, string? token) => string.IsNullOrEmpty(token)
        ? suffix
        : suffix + (suffix.Contains('?') ? "&" : "?") + "pageToken=" + Uri.EscapeDataString(token!);
}
