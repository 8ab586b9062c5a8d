using System.Text.Json.Serialization;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API resource <c>Permission</c>.</summary>
internal sealed class WirePermission
{
    public string? Name { get; set; }

    [JsonConverter(typeof(EnumTextConverter))]
    public string? GranteeType { get; set; }

    public string? EmailAddress { get; set; }

    [JsonConverter(typeof(EnumTextConverter))]
    public string? Role { get; set; }
}
