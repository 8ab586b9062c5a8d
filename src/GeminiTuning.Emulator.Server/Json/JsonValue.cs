using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Emulator.Json;

/// <summary>A JSON value that keeps what typed readers lose: the text of numbers and the order of members.</summary>
internal sealed class JsonValue
{
    private JsonValue(JsonKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    public static JsonValue Null { get; } = new(JsonKind.Null, "null");

    public static JsonValue True { get; } = new(JsonKind.Boolean, "true");

    public static JsonValue False { get; } = new(JsonKind.Boolean, "false");

    public JsonKind Kind { get; }

    /// <summary>The content of a string, or a literal as it was written.</summary>
    public string Text { get; }

    public IReadOnlyList<JsonValue> Items { get; private init; } = [];

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; private init; } = [];

    public static JsonValue String(string text) => new(JsonKind.String, text);

    public static JsonValue Number(string literal) => new(JsonKind.Number, literal);

    public static JsonValue Number(int value) => Number(value.ToString(CultureInfo.InvariantCulture));

    public static JsonValue Boolean(bool value) => value ? True : False;

    public static JsonValue Array(IReadOnlyList<JsonValue> items) => new(JsonKind.Array, "") { Items = items };

    public static JsonValue Object(IReadOnlyList<KeyValuePair<string, JsonValue>> members) =>
        new(JsonKind.Object, "") { Members = members };

    public static JsonValue Object(params (string Name, JsonValue Value)[] members) =>
        Object(members.Select(member => new KeyValuePair<string, JsonValue>(member.Name, member.Value)).ToList());

    /// <summary>The member of that name, or <see langword="null"/>; of several, the last.</summary>
    public JsonValue? Member(string name)
    {
        JsonValue? found = null;
        foreach (var member in Members)
        {
            if (string.Equals(member.Key, name, System.StringComparison.Ordinal))
            {
                found = member.Value;
            }
        }

        return found;
    }
}
