using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi.Sharing;

/// <summary>The methods of the API's <c>tunedModels.permissions</c>, wire in and wire out.</summary>
internal sealed class PermissionsApi
{
    private const string Root = "v1beta/";
    private const string Collection = "/permissions";
    private const string ListQuery = "?pageSize=100";
    private static readonly HttpMethod Patch = new("PATCH");

    private readonly ServiceTransport _transport;

    public PermissionsApi(ServiceTransport transport)
    {
        _transport = transport;
    }

    public Task<WirePermissionList> ListAsync(TunedModelName model, string? pageToken, CallOptions options) =>
        _transport.SendAsync(
            new ServiceCall
            {
                Method = HttpMethod.Get,
                Path = Root + model + Collection + ListQuery + (pageToken == null ? string.Empty : "&pageToken=" + Uri.EscapeDataString(pageToken)),
                Explain = fault => GeminiApiErrors.ForTunedModel(fault, model.ToString()),
            },
            WireJson.Default.WirePermissionList,
            options);

    public Task<WirePermission> GetAsync(PermissionName name, CallOptions options) =>
        _transport.SendAsync(Call(HttpMethod.Get, name, string.Empty), WireJson.Default.WirePermission, options);

    public Task<WirePermission> CreateAsync(
        TunedModelName model, WirePermission permission, CallOptions options, Func<LostAnswer, Task<WirePermission?>> lookUp) =>
        _transport.SendAsync(
            new ServiceCall
            {
                Method = HttpMethod.Post,
                Path = Root + model + Collection,
                Body = JsonSerializer.SerializeToUtf8Bytes(permission, WireJson.Requests.WirePermission),
                Explain = fault => SharingErrors.ForCreation(fault, model.ToString(), permission.EmailAddress),
                LostAnswerHint = "The permission may have been given all the same: look with Get-GeminiTunedModelPermission before you try again.",
            },
            WireJson.Default.WirePermission,
            options,
            lookUp);

    public Task<WirePermission> PatchAsync(PermissionName name, WirePermission changes, CallOptions options) =>
        _transport.SendAsync(
            Call(Patch, name, "?updateMask=role") with { Body = JsonSerializer.SerializeToUtf8Bytes(changes, WireJson.Requests.WirePermission) },
            WireJson.Default.WirePermission,
            options);

    public Task DeleteAsync(PermissionName name, CallOptions options) =>
        _transport.SendAsync(Call(HttpMethod.Delete, name, string.Empty), options);

    public Task TransferOwnershipAsync(TunedModelName model, string emailAddress, CallOptions options) =>
        _transport.SendAsync(
            new ServiceCall
            {
                Method = HttpMethod.Post,
                Path = Root + model + ":transferOwnership",
                Body = JsonSerializer.SerializeToUtf8Bytes(
                    new WireOwnershipTransfer { EmailAddress = emailAddress },
                    WireJson.Requests.WireOwnershipTransfer),

                // Once it has taken effect, the caller is no longer the owner and the same request is refused.
                Retry = RetryRule.OnlyWhenTurnedAway,
                Explain = fault => SharingErrors.ForTransfer(fault, model.ToString()),
                LostAnswerHint = "The model may have been handed over all the same: look with Get-GeminiTunedModelPermission before you try again.",
            },
            options);

    private static ServiceCall Call(HttpMethod method, PermissionName name, string query) => new()
    {
        Method = method,
        Path = Root + name + query,
        Explain = fault => SharingErrors.ForPermission(fault, name),
    };
}
