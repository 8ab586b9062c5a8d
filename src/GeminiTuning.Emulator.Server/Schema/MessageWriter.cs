using System;
using System.Collections.Generic;
using System.Globalization;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Schema;

/// <summary>Writes messages as proto3's JSON: fields by number, zeros left out, 64-bit integers as strings.</summary>
/// <param name="enumsAsNumbers">Whether enumerations are written by number, as clients with <c>enum-encoding=int</c> want.</param>
internal sealed class MessageWriter(bool enumsAsNumbers)
{
    public JsonValue Write(Message message) => JsonValue.Object(Members(message));

    private List<KeyValuePair<string, JsonValue>> Members(Message message)
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        foreach (var field in message.Descriptor.Fields)
        {
            if (message[field] is { } value && !IsLeftOut(field, value))
            {
                members.Add(new KeyValuePair<string, JsonValue>(field.JsonName, WriteField(field, value)));
            }
        }

        return members;
    }

    private JsonValue WriteField(FieldDescriptor field, object value)
    {
        switch (value)
        {
            case List<object> list:
                var items = new List<JsonValue>(list.Count);
                foreach (var item in list)
                {
                    items.Add(WriteSingle(field, item));
                }

                return JsonValue.Array(items);
            case Dictionary<string, object> map:
                var members = new List<KeyValuePair<string, JsonValue>>(map.Count);
                foreach (var entry in map)
                {
                    members.Add(new KeyValuePair<string, JsonValue>(entry.Key, WriteSingle(field, entry.Value)));
                }

                return JsonValue.Object(members);
            default:
                return WriteSingle(field, value);
        }
    }

    private JsonValue WriteSingle(FieldDescriptor field, object value) => value switch
    {
        Message message => Write(message),
        AnyMessage any => WriteAny(any.Content),
        JsonValue json => json,
        int number when field.Kind == FieldKind.Enum =>
            enumsAsNumbers ? JsonValue.Number(number) : JsonValue.String(field.Enum!.NameOf(number)),
        int number => JsonValue.Number(number),
        long number => JsonValue.String(number.ToString(CultureInfo.InvariantCulture)),
        float number => WriteNumber(number, number.ToString("R", CultureInfo.InvariantCulture)),
        double number => WriteNumber(number, number.ToString("R", CultureInfo.InvariantCulture)),
        bool flag => JsonValue.Boolean(flag),
        byte[] bytes => JsonValue.String(Convert.ToBase64String(bytes)),
        string text => JsonValue.String(text),
        _ => throw new InvalidOperationException($"The field '{field.Name}' holds a {value.GetType().Name}."),
    };

    private JsonValue WriteAny(Message content)
    {
        var members = Members(content);
        members.Insert(0, new KeyValuePair<string, JsonValue>("@type", JsonValue.String("type.googleapis.com/" + content.Descriptor.FullName)));
        return JsonValue.Object(members);
    }

    private static JsonValue WriteNumber(double value, string text) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? JsonValue.String(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")
            : JsonValue.Number(text.Replace("E", "e"));

    private static bool IsLeftOut(FieldDescriptor field, object value) => value switch
    {
        List<object> list => list.Count == 0,
        Dictionary<string, object> map => map.Count == 0,
        _ when field.HasPresence => false,
        int number => number == 0,
        long number => number == 0,
        float number => number == 0,
        double number => number == 0,
        bool flag => !flag,
        string text => text.Length == 0,
        byte[] bytes => bytes.Length == 0,
        _ => false,
    };
}
