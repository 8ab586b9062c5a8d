using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>
/// The methods of the API's <c>tunedModels.operations</c>. They began on v1 and came to v1beta later, so an endpoint may
/// have them on either: v1beta is asked first, and once v1 has answered where v1beta would not, v1 stays the one to ask.
/// </summary>
internal sealed class OperationsApi
{
    private const string Beta = "v1beta/";
    private const string Stable = "v1/";

    private readonly ServiceTransport _transport;
    private volatile string _version = Beta;

    public OperationsApi(ServiceTransport transport)
    {
        _transport = transport;
    }

    public Task<WireOperation> GetAsync(JobName name, CallOptions options) => OnEitherVersionAsync(version =>
        _transport.SendAsync(Call(HttpMethod.Get, version + name, name.ToString()), WireJson.Default.WireOperation, options));

    /// <summary>
    /// Lists a model's operations; none when neither version has the method or the model, or when the credential may read
    /// the model but not its operations.
    /// </summary>
    public async Task<IReadOnlyList<WireOperation>> ListAsync(TunedModelName model, CallOptions options)
    {
        try
        {
            return await OnEitherVersionAsync(version => AllPagesAsync(version, model, options)).ConfigureAwait(false);
        }
        catch (TuningException e) when (IsMissing(e) || e.Kind == TuningErrorKind.PermissionDenied)
        {
            return [];
        }
    }

    /// <summary>Cancels an operation; v1 alone has the method.</summary>
    public Task CancelAsync(JobName name, CallOptions options) => _transport.SendAsync(
        Call(HttpMethod.Post, Stable + name + ":cancel", name.ToString()) with { Body = Encoding.UTF8.GetBytes("{}") },
        options);

    private static bool IsMissing(TuningException exception) =>
        exception.ErrorId is nameof(GeminiApiErrors.JobNotFound) or nameof(ServiceErrors.MethodNotSupported);

    private static ServiceCall Call(HttpMethod method, string path, string job) => new()
    {
        Method = method,
        Path = path,
        Explain = fault => GeminiApiErrors.ForJob(fault, job),
    };

    private async Task<IReadOnlyList<WireOperation>> AllPagesAsync(string version, TunedModelName model, CallOptions options)
    {
        var all = new List<WireOperation>();
        string? token = null;
        do
        {
            var path = version + model + "/operations" + (token == null ? string.Empty : "?pageToken=" + Uri.EscapeDataString(token));
            var page = await _transport.SendAsync(Call(HttpMethod.Get, path, model.ToString()), WireJson.Default.WireOperationList, options)
                .ConfigureAwait(false);
            all.AddRange(page.Operations ?? []);
            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));

        return all;
    }

    private async Task<T> OnEitherVersionAsync<T>(Func<string, Task<T>> send)
    {
        var version = _version;
        try
        {
            return await send(version).ConfigureAwait(false);
        }
        catch (TuningException e) when (IsMissing(e) && version is Beta)
        {
            var answer = await send(Stable).ConfigureAwait(false);
            _version = Stable;
            return answer;
        }
    }
}
