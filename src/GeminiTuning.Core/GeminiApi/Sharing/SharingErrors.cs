using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi.Sharing;

/// <summary>What can be wrong with the sharing of a tuned model: a value before it is sent, or the service's refusal.</summary>
internal static class SharingErrors
{
    private const string HandOver = "Move-GeminiTunedModelOwner hands a model over to another owner.";

    public static TuningException? ForPermission(ServiceFault fault, PermissionName name) =>
        fault.HttpStatus == 404 && !ServiceErrors.Says(fault, "tuned model")
            ? PermissionNotFound(name, fault)
            : GeminiApiErrors.ForTunedModel(fault, name.TunedModel.ToString());

    public static TuningException? ForCreation(ServiceFault fault, string model, string? emailAddress) =>
        fault.HttpStatus == 409 ? PermissionExists(model, emailAddress, fault) : GeminiApiErrors.ForTunedModel(fault, model);

    public static TuningException? ForTransfer(ServiceFault fault, string model) =>
        fault.HttpStatus == 403 && ServiceErrors.Says(fault, "be the owner")
            ? OwnerRequired(model, fault)
            : GeminiApiErrors.ForTunedModel(fault, model);

    public static TuningException PermissionNameInvalid(string name) => new(
        nameof(PermissionNameInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' is not a permission's name. A name is tunedModels/MODEL/permissions/ID; Get-GeminiTunedModelPermission shows those of a model.")
    { Target = name };

    public static TuningException EmailAddressInvalid(string address) => new(
        nameof(EmailAddressInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + address + "' is not an e-mail address. Give one of a Google account or group, such as ada@example.com.")
    { Target = address };

    public static TuningException RoleNotGrantable(TunedModelRole role) => new(
        nameof(RoleNotGrantable),
        TuningErrorKind.InvalidArgument,
        "The role " + role + " cannot be given. Give Reader or Writer. " + HandOver)
    { Target = role };

    public static TuningException OwnerPermissionFixed(TunedModelPermission permission) => new(
        nameof(OwnerPermissionFixed),
        TuningErrorKind.InvalidOperation,
        permission.Name + " is the permission of the owner, " + permission.EmailAddress + ", which can be neither changed nor taken away. " + HandOver)
    { Target = permission.Name };

    public static TuningException PermissionNotFound(PermissionName name, ServiceFault fault) => new(
        nameof(PermissionNotFound),
        TuningErrorKind.NotFound,
        "The permission " + name + " does not exist." + ServiceErrors.Quote(fault)
        + " Get-GeminiTunedModelPermission " + name.TunedModel + " lists those that do.")
    { Target = name.ToString(), ServiceError = fault.Error };

    public static TuningException PermissionExists(string model, string? emailAddress, ServiceFault fault) => new(
        nameof(PermissionExists),
        TuningErrorKind.AlreadyExists,
        model + " is shared with " + (emailAddress ?? "everyone") + " already." + ServiceErrors.Quote(fault)
        + " To change the role, pipe the permission from Get-GeminiTunedModelPermission to Set-GeminiTunedModelPermission.")
    { Target = emailAddress ?? model, ServiceError = fault.Error };

    public static TuningException OwnerRequired(string model, ServiceFault fault) => new(
        nameof(OwnerRequired),
        TuningErrorKind.PermissionDenied,
        "Only the owner of " + model + " can hand it over." + ServiceErrors.Quote(fault)
        + " Get-GeminiTunedModelPermission " + model + " -Role Owner shows who that is: connect with that account.")
    { Target = model, ServiceError = fault.Error };
}
