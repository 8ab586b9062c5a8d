using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The methods of the permissions of tuned models.</summary>
internal sealed class PermissionMethods(TuningStore store, TunedModelAccess access, TunedModelMessages messages)
{
    private const string Service = GeminiSurface.Package + ".PermissionService.";
    private const int DefaultPageSize = 10;
    private static readonly Regex EmailAddress = new(@"\A[^@\s]+@[^@\s]+\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public void AddTo(MethodTable methods)
    {
        methods.Add(Service + "CreatePermission", CreateAsync);
        methods.Add(Service + "GetPermission", Get);
        methods.Add(Service + "ListPermissions", List);
        methods.Add(Service + "UpdatePermission", UpdateAsync);
        methods.Add(Service + "DeletePermission", DeleteAsync);
        methods.Add(Service + "TransferOwnership", TransferOwnershipAsync);
    }

    private async Task<Message> CreateAsync(ApiCall call)
    {
        var given = ReadNew(call.Request.GetMessage("permission")!);
        var model = access.Require(call.Request.GetString("parent"), call.Caller, PermissionRole.Writer);
        await ChangeAsync(model, permissions =>
        {
            if (permissions.Any(permission => permission.GranteeType == given.GranteeType && SameAddress(permission, given.EmailAddress)))
            {
                var grantee = given.GranteeType == GranteeType.Everyone ? "everyone" : given.EmailAddress;
                throw new ApiException(RpcCode.AlreadyExists, $"There is already a permission for {grantee} on tuned model {model.Name}.");
            }

            permissions.Add(given);
        }).ConfigureAwait(false);
        return messages.ToMessage(given, model.Name);
    }

    private Message Get(ApiCall call)
    {
        var (model, id) = RequireModel(call.Request.GetString("name"), call.Caller, PermissionRole.Reader);
        return messages.ToMessage(Find(model.Permissions, id, call.Request.GetString("name")), model.Name);
    }

    private Message List(ApiCall call)
    {
        var model = access.Require(call.Request.GetString("parent"), call.Caller, PermissionRole.Reader);
        var numbered = model.Permissions.Select((permission, index) => new KeyValuePair<long, PermissionRecord>(index + 1, permission));
        var page = new Paging(call, DefaultPageSize, model.Name).Cut(numbered, permission => permission.Key, out var nextPageToken);
        return new Message(call.Method.Output)
            .Set("permissions", page.Select(permission => (object)messages.ToMessage(permission.Value, model.Name)).ToList())
            .Set("next_page_token", nextPageToken);
    }

    private async Task<Message> UpdateAsync(ApiCall call)
    {
        const string Request = "UpdatePermissionRequest";
        var given = call.Request.GetMessage("permission")!;
        var name = given.GetString("name");
        CheckMask(call.Request.GetString("update_mask"), given.Descriptor);
        var role = given.GetInt32("role") ?? 0;
        if (role is not ((int)PermissionRole.Reader or (int)PermissionRole.Writer))
        {
            throw RequestRules.Broken(Request, "permission.role", "The role must be READER or WRITER. To make somebody else the owner, use transferOwnership.");
        }

        var (model, id) = RequireModel(name, call.Caller, PermissionRole.Writer);
        PermissionRecord? changed = null;
        await ChangeAsync(model, permissions =>
        {
            var current = Find(permissions, id, name);
            RefuseOwner(current, "changed");
            changed = current with { Role = (PermissionRole)role };
            permissions[permissions.IndexOf(current)] = changed;
        }).ConfigureAwait(false);
        return messages.ToMessage(changed!, model.Name);
    }

    private async Task<Message> DeleteAsync(ApiCall call)
    {
        var name = call.Request.GetString("name");
        var (model, id) = RequireModel(name, call.Caller, PermissionRole.Writer);
        await ChangeAsync(model, permissions =>
        {
            var current = Find(permissions, id, name);
            RefuseOwner(current, "deleted");
            permissions.Remove(current);
        }).ConfigureAwait(false);
        return new Message(call.Method.Output);
    }

    private async Task<Message> TransferOwnershipAsync(ApiCall call)
    {
        var email = call.Request.GetString("email_address");
        if (!EmailAddress.IsMatch(email))
        {
            throw RequestRules.Broken("TransferOwnershipRequest", "email_address", "The e-mail address of the new owner must be specified.");
        }

        var model = access.Require(call.Request.GetString("name"), call.Caller, PermissionRole.Reader);
        if (!TunedModelAccess.Allows(model, call.Caller, PermissionRole.Owner))
        {
            throw new ApiException(RpcCode.PermissionDenied, "You need to be the owner of the resource to transfer ownership.");
        }

        await ChangeAsync(model, permissions =>
        {
            permissions.RemoveAll(permission => permission.Role != PermissionRole.Owner && SameAddress(permission, email));
            var owner = permissions.FindIndex(permission => permission.Role == PermissionRole.Owner);
            if (SameAddress(permissions[owner], email))
            {
                return;
            }

            permissions[owner] = permissions[owner] with { Role = PermissionRole.Writer };
            permissions.Add(new PermissionRecord(RandomIds.Create(), GranteeType.User, email, PermissionRole.Owner));
        }).ConfigureAwait(false);
        return new Message(call.Method.Output);
    }

    private static PermissionRecord ReadNew(Message given)
    {
        var rules = new RequestRules("CreatePermissionRequest");
        var email = given.GetString("email_address");
        var type = (GranteeType)(given.GetInt32("grantee_type") ?? 0);
        if (type == GranteeType.Unspecified && email.Length > 0)
        {
            type = GranteeType.User;
        }

        switch (type)
        {
            case GranteeType.Everyone:
                rules.Require(email.Length == 0, "permission.email_address", "The e-mail address must not be set when the grantee type is EVERYONE.");
                break;
            case GranteeType.User or GranteeType.Group:
                rules.Require(EmailAddress.IsMatch(email), "permission.email_address", "A valid e-mail address must be specified when the grantee type is USER or GROUP.");
                break;
            default:
                rules.Add("permission.grantee_type", "The grantee type must be USER, GROUP or EVERYONE.");
                break;
        }

        var role = (PermissionRole)(given.GetInt32("role") ?? 0);
        rules.Require(
            role is PermissionRole.Reader or PermissionRole.Writer,
            "permission.role",
            "The role must be READER or WRITER. To make somebody else the owner, use transferOwnership.");
        rules.ThrowIfBroken();
        return new PermissionRecord(RandomIds.Create(), type, email, role);
    }

    private static void CheckMask(string mask, MessageDescriptor type)
    {
        var rules = new RequestRules("UpdatePermissionRequest");
        rules.Require(mask.Length > 0, "update_mask", "The update mask must be specified. Use updateMask=role.");
        foreach (var path in mask.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(path => path.Trim()).Where(path => path is not ("role" or "*")))
        {
            rules.Add("update_mask", type.Find(path) is null
                ? $"Invalid field mask: permission has no field '{path}'."
                : $"The field '{path}' cannot be changed. Only role can.");
        }

        rules.ThrowIfBroken();
    }

    private static void RefuseOwner(PermissionRecord permission, string verb)
    {
        if (permission.Role == PermissionRole.Owner)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The owner's permission cannot be {verb}. To make somebody else the owner, use transferOwnership.");
        }
    }

    private (TunedModelRecord Model, string Id) RequireModel(string permissionName, Caller caller, PermissionRole role)
    {
        var segments = permissionName.Split('/');
        return (access.Require(segments[0] + "/" + segments[1], caller, role), segments[3]);
    }

    private static PermissionRecord Find(IEnumerable<PermissionRecord> permissions, string id, string name) =>
        permissions.FirstOrDefault(permission => string.Equals(permission.Id, id, StringComparison.Ordinal))
        ?? throw new ApiException(RpcCode.NotFound, $"Permission {name} does not exist.");

    private static bool SameAddress(PermissionRecord permission, string email) =>
        string.Equals(permission.EmailAddress, email, StringComparison.OrdinalIgnoreCase);

    private async Task ChangeAsync(TunedModelRecord model, Action<List<PermissionRecord>> change)
    {
        var changed = store.Change(model.Id, current =>
        {
            var permissions = current.Permissions.ToList();
            change(permissions);
            return current with { Permissions = permissions };
        });
        if (changed is null)
        {
            throw TunedModelAccess.DoesNotExist(model.Name);
        }

        await store.SaveAsync().ConfigureAwait(false);
    }
}
