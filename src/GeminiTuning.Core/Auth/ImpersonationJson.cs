using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Auth;

/// <summary>How the messages of the IAM credentials service are written in JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireTokenRequest))]
[JsonSerializable(typeof(WireTokenResponse))]
internal sealed partial class ImpersonationJson : JsonSerializerContext;
