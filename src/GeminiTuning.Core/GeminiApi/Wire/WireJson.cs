using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>How the wire types are written and read: camelCase, nulls left out, numbers also as text (int64, NaN).</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(WireModel))]
[JsonSerializable(typeof(WireModelList))]
[JsonSerializable(typeof(WireTunedModel))]
[JsonSerializable(typeof(WireTunedModelList))]
[JsonSerializable(typeof(WireOperation))]
[JsonSerializable(typeof(WireOperationList))]
[JsonSerializable(typeof(WireGenerateRequest))]
[JsonSerializable(typeof(WireGenerateAnswer))]
[JsonSerializable(typeof(WirePermission))]
[JsonSerializable(typeof(WirePermissionList))]
[JsonSerializable(typeof(WireOwnershipTransfer))]
[JsonSerializable(typeof(WireTokenCount))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>For request bodies: letters beyond ASCII are sent as they are, which halves a body in Greek or Japanese.</summary>
    public static WireJson Requests => RequestsOnce.Value;

    private static Lazy<WireJson> RequestsOnce { get; } = new(MakeRequests);

    private static WireJson MakeRequests() =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
