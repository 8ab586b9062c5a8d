using System;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi.Sharing;

/// <summary>The sharing of tuned models on the Gemini API.</summary>
internal sealed class GeminiSharing : ITunedModelSharing
{
    private readonly PermissionsApi _permissions;

    public GeminiSharing(ServiceTransport transport)
    {
        _permissions = new PermissionsApi(transport);
    }

    public async Task<Page<TunedModelPermission>> ListAsync(string model, string? pageToken, CallOptions options)
    {
        var parent = TunedModelName.Parse(model);
        var answer = await _permissions.ListAsync(parent, pageToken, options).ConfigureAwait(false);
        return new Page<TunedModelPermission>(
            answer.Permissions?.ConvertAll(permission => PermissionMapper.Map(permission, parent)) ?? [],
            string.IsNullOrEmpty(answer.NextPageToken) ? null : answer.NextPageToken);
    }

    public async Task<TunedModelPermission> GetAsync(string name, CallOptions options)
    {
        var permission = PermissionName.Parse(name);
        return PermissionMapper.Map(await _permissions.GetAsync(permission, options).ConfigureAwait(false), permission.TunedModel);
    }

    public void Validate(PermissionRequest request) => PermissionRules.Check(request);

    public async Task<TunedModelPermission> CreateAsync(PermissionRequest request, CallOptions options)
    {
        PermissionRules.Check(request);
        var model = TunedModelName.Parse(request.TunedModel);
        var made = await _permissions.CreateAsync(
            model,
            PermissionMapper.ToWire(request),
            options,
            lost => FindAsync(model, request, lost.Options)).ConfigureAwait(false);
        return PermissionMapper.Map(made, model);
    }

    // A grantee has one permission, so one with the same role is as good as the one asked for.
    private async Task<WirePermission?> FindAsync(TunedModelName model, PermissionRequest request, CallOptions options)
    {
        string? token = null;
        do
        {
            var page = await _permissions.ListAsync(model, token, options).ConfigureAwait(false);
            foreach (var wire in page.Permissions ?? [])
            {
                var permission = PermissionMapper.Map(wire, model);
                if (permission.GranteeType == request.GranteeType && permission.Role == request.Role
                    && string.Equals(permission.EmailAddress ?? string.Empty, request.EmailAddress ?? string.Empty, StringComparison.OrdinalIgnoreCase))
                {
                    return wire;
                }
            }

            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));

        return null;
    }

    public async Task<TunedModelPermission> PlanChangeAsync(string name, TunedModelRole? role, CallOptions options)
    {
        if (role is { } wanted)
        {
            PermissionRules.CheckRole(wanted);
        }

        var permission = await GetAsync(name, options).ConfigureAwait(false);
        return permission.Role == TunedModelRole.Owner ? throw SharingErrors.OwnerPermissionFixed(permission) : permission;
    }

    public async Task<TunedModelPermission> UpdateAsync(string name, TunedModelRole role, CallOptions options)
    {
        PermissionRules.CheckRole(role);
        var permission = PermissionName.Parse(name);
        var answer = await _permissions.PatchAsync(permission, new WirePermission { Role = PermissionMapper.Word(role) }, options).ConfigureAwait(false);

        // The service has been seen to answer a change with nothing but the changed fields.
        if (answer.Name == null || answer.GranteeType == null)
        {
            answer = await _permissions.GetAsync(permission, options).ConfigureAwait(false);
        }

        return PermissionMapper.Map(answer, permission.TunedModel);
    }

    public Task DeleteAsync(string name, CallOptions options) => _permissions.DeleteAsync(PermissionName.Parse(name), options);

    public void ValidateOwner(string model, string emailAddress)
    {
        TunedModelName.Parse(model);
        PermissionRules.CheckAddress(emailAddress);
    }

    public Task TransferOwnershipAsync(string model, string emailAddress, CallOptions options)
    {
        ValidateOwner(model, emailAddress);
        return _permissions.TransferOwnershipAsync(TunedModelName.Parse(model), emailAddress, options);
    }
}
