using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>Reads an enumeration's word or number as text, so that a value of tomorrow is a text too and not a fault.</summary>
internal sealed class EnumTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetInt64().ToString(CultureInfo.InvariantCulture)
            : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
