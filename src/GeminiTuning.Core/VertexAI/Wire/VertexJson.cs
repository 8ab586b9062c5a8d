using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>How the wire types are written and read: camelCase, nulls left out, numbers also as text (int64, NaN).</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(WireTuningJob))]
[JsonSerializable(typeof(WireTuningJobList))]
[JsonSerializable(typeof(WireModel))]
[JsonSerializable(typeof(WireModelList))]
[JsonSerializable(typeof(WireEndpoint))]
[JsonSerializable(typeof(WireUndeployRequest))]
[JsonSerializable(typeof(WireOperation))]
[JsonSerializable(typeof(WireContext))]
[JsonSerializable(typeof(WireTensorboardRunList))]
[JsonSerializable(typeof(WireTimeSeriesList))]
[JsonSerializable(typeof(WireTimeSeriesBatch))]
[JsonSerializable(typeof(WirePublisherModel))]
[JsonSerializable(typeof(TunableModelFile))]
internal sealed partial class VertexJson : JsonSerializerContext
{
    /// <summary>For request bodies: letters beyond ASCII are sent as they are.</summary>
    public static VertexJson Requests => RequestsOnce.Value;

    private static Lazy<VertexJson> RequestsOnce { get; } = new(MakeRequests);

    private static VertexJson MakeRequests() =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
