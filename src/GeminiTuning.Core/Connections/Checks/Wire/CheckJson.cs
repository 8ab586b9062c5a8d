using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Connections.Checks.Wire;

/// <summary>The answers that checks read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WireTokenInfo))]
[JsonSerializable(typeof(WireEnabledService))]
[JsonSerializable(typeof(WireGrantedPermissions))]
internal sealed partial class CheckJson : JsonSerializerContext
{
}
