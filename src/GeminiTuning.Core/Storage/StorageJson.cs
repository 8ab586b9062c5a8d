using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Storage;

/// <summary>How Cloud Storage writes JSON: camel case, 64-bit integers as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(StoredObject))]
internal sealed partial class StorageJson : JsonSerializerContext
{
}
