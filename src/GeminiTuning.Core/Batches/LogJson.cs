using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Batches;

/// <summary>How the lines of a <see cref="PredictionLog"/> are written and read.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoggedPrediction))]
internal sealed partial class LogJson : JsonSerializerContext
{
    /// <summary>Letters beyond ASCII are written as they are, for those who read the file.</summary>
    public static LogJson Lines => LinesOnce.Value;

    private static Lazy<LogJson> LinesOnce { get; } = new(Make);

    private static LogJson Make() => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
