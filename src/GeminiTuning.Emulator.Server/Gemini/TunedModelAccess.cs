using System;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>
/// Who may do what with a tuned model. An API key stands for the project that all tuned models belong to and may do
/// everything. Otherwise the caller's permission counts, or the one of everyone. A caller without one stands in for
/// <see cref="Caller.DefaultEmail"/>, so that models made with a key or an opaque token can be shared by a caller whose
/// token has a name in it.
/// </summary>
internal sealed class TunedModelAccess(TuningStore store)
{
    private const string Collection = "tunedModels/";

    /// <summary>The tuned model of that name, for a caller with at least that role.</summary>
    /// <exception cref="ApiException">There is none, or the caller may not.</exception>
    public TunedModelRecord Require(string name, Caller caller, PermissionRole role)
    {
        var model = store.FindModel(name.Substring(Collection.Length)) ?? throw DoesNotExist(name);
        return Allows(model, caller, role) ? model : throw Denied(model);
    }

    public static bool Allows(TunedModelRecord model, Caller caller, PermissionRole role) =>
        caller.IsProject || RoleOf(model, caller) <= role;

    /// <summary>The role that was given to the caller by name, if any.</summary>
    public static PermissionRole? OwnRoleOf(TunedModelRecord model, Caller caller) =>
        RoleOf(model, caller.Email) ?? RoleOf(model, Caller.DefaultEmail);

    public static bool IsSharedWithEveryone(TunedModelRecord model) =>
        model.Permissions.Any(permission => permission.GranteeType == GranteeType.Everyone);

    public static ApiException DoesNotExist(string name) => new(RpcCode.NotFound, $"Tuned model {name} does not exist.");

    private static ApiException Denied(TunedModelRecord model) =>
        new(RpcCode.PermissionDenied, $"You do not have permission to access tuned model {model.Id}.");

    private static PermissionRole? RoleOf(TunedModelRecord model, Caller caller)
    {
        var everyone = model.Permissions.FirstOrDefault(permission => permission.GranteeType == GranteeType.Everyone)?.Role;
        return OwnRoleOf(model, caller) is { } own && !(own > everyone) ? own : everyone;
    }

    private static PermissionRole? RoleOf(TunedModelRecord model, string email) => model.Permissions
        .FirstOrDefault(permission => string.Equals(permission.EmailAddress, email, StringComparison.OrdinalIgnoreCase))?.Role;
}
