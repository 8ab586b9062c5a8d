using System;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi.Sharing;

/// <summary>Makes <see cref="TunedModelPermission"/> of what is on the wire, and back.</summary>
internal static class PermissionMapper
{
    public static TunedModelPermission Map(WirePermission wire, TunedModelName model) => new()
    {
        Name = wire.Name ?? string.Empty,
        TunedModel = model.ToString(),
        Backend = TuningBackend.GeminiApi,
        Role = RoleOf(wire.Role),
        ServiceRole = wire.Role,
        GranteeType = GranteeTypeOf(wire.GranteeType),
        ServiceGranteeType = wire.GranteeType,
        EmailAddress = wire.EmailAddress,
    };

    public static WirePermission ToWire(PermissionRequest request) => new()
    {
        GranteeType = Word(request.GranteeType),
        EmailAddress = request.EmailAddress,
        Role = Word(request.Role),
    };

    /// <summary>The API's word; its words are the names here in capitals.</summary>
    public static string Word(Enum value) => value.ToString().ToUpperInvariant();

    private static TunedModelRole RoleOf(string? word) => word switch
    {
        "OWNER" or "1" => TunedModelRole.Owner,
        "WRITER" or "2" => TunedModelRole.Writer,
        "READER" or "3" => TunedModelRole.Reader,
        _ => TunedModelRole.Unspecified,
    };

    private static TunedModelGranteeType GranteeTypeOf(string? word) => word switch
    {
        "USER" or "1" => TunedModelGranteeType.User,
        "GROUP" or "2" => TunedModelGranteeType.Group,
        "EVERYONE" or "3" => TunedModelGranteeType.Everyone,
        _ => TunedModelGranteeType.Unspecified,
    };
}
