using System.Collections.Generic;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Takes the fields of a JSON object, numbers and truth values as the text that they are written with.</summary>
internal static class JsonRow
{
    public static List<TrainingField> Fields(JsonElement row)
    {
        var fields = new List<TrainingField>();
        foreach (var property in row.EnumerateObject())
        {
            fields.Add(Field(property.Name, property.Value));
        }

        return fields;
    }

    private static TrainingField Field(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new TrainingField(name, value.GetString()!),
        JsonValueKind.Null => new TrainingField(name, string.Empty),
        JsonValueKind.Object => new TrainingField(name, string.Empty, "an object"),
        JsonValueKind.Array => new TrainingField(name, string.Empty, "a list"),
        _ => new TrainingField(name, value.GetRawText()),
    };
}
