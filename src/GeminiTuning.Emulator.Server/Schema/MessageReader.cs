using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Schema;

/// <summary>
/// Reads JSON into messages and refuses what the schema does not have, in the words of the service. It goes on after a
/// fault, for the service names them all.
/// </summary>
internal sealed class MessageReader
{
    private readonly List<FieldViolation> _violations = [];

    public IReadOnlyList<FieldViolation> Violations => _violations;

    /// <summary>Reads an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="descriptor">Its type.</param>
    /// <param name="path">Where it is in the request, empty for the request itself.</param>
    public Message Read(JsonValue json, MessageDescriptor descriptor, string path)
    {
        var message = new Message(descriptor);
        if (json.Kind != JsonKind.Object)
        {
            AddUnknownName("", path, "Root element must be a message.");
            return message;
        }

        foreach (var member in json.Members)
        {
            var field = descriptor.Find(member.Key);
            if (field is null)
            {
                AddUnknownName(member.Key, path, "Cannot find field.");
            }
            else if (member.Value.Kind != JsonKind.Null || field.Kind == FieldKind.Value)
            {
                ReadField(message, field, member.Key, member.Value, path);
            }
        }

        return message;
    }

    /// <summary>Reads a query parameter into the field of that name.</summary>
    public void ReadQuery(Message request, string name, string text, ISet<FieldDescriptor> boundElsewhere)
    {
        var message = request;
        var path = "";
        var names = name.Split('.');
        for (var i = 0; i < names.Length; i++)
        {
            var field = message.Descriptor.Find(names[i]);
            var last = i == names.Length - 1;

            // Some clients spell a mask as the message that it is: update_mask.paths=a.
            var maskPaths = field?.Kind == FieldKind.FieldMask && i == names.Length - 2 && string.Equals(names[i + 1], "paths", StringComparison.Ordinal);
            if (field is null || field.IsMap || boundElsewhere.Contains(field) || (!last && !maskPaths && field.Message is null))
            {
                var description = $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{names[i]}' could not be found in request message.";
                _violations.Add(new FieldViolation("", description));
                return;
            }

            path = Join(path, field.Name);
            if (last || maskPaths)
            {
                ReadQueryValue(message, field, text, path, maskPaths);
                return;
            }

            if (message[field] is not Message inner)
            {
                inner = new Message(field.Message!);
                message[field] = inner;
            }

            message = inner;
        }
    }

    private void ReadQueryValue(Message message, FieldDescriptor field, string text, string path, bool append)
    {
        var value = ReadScalar(field, JsonValue.String(text), path);
        if (value is null)
        {
            return;
        }

        if (append && message[field] is string earlier)
        {
            message[field] = earlier + "," + value;
        }
        else if (field.IsRepeated)
        {
            var list = message[field] as List<object> ?? [];
            list.Add(value);
            message[field] = list;
        }
        else
        {
            message[field] = value;
        }
    }

    private void ReadField(Message message, FieldDescriptor field, string name, JsonValue json, string path)
    {
        if (field.Oneof is not null && message.Descriptor.Fields.Any(other => string.Equals(other.Oneof, field.Oneof, StringComparison.Ordinal) && message[other] is not null))
        {
            AddInvalidValue(path, "oneof", $"oneof field '{field.Oneof}' is already set. Cannot set '{name}'");
            return;
        }

        var fieldPath = Join(path, field.Name);
        if (field.IsMap)
        {
            message[field] = ReadMap(field, json, fieldPath);
        }
        else if (field.IsRepeated)
        {
            // A client may leave out the brackets around a single element.
            message[field] = json.Kind == JsonKind.Array
                ? ReadList(field, json, fieldPath)
                : ReadElements(field, [new KeyValuePair<string, JsonValue>(fieldPath, json)]);
        }
        else if (json.Kind == JsonKind.Array && field.Kind != FieldKind.Value)
        {
            AddUnknownName(name, path, "Proto field is not repeating, cannot start list.");
        }
        else
        {
            message[field] = ReadSingle(field, json, fieldPath);
        }
    }

    private List<object> ReadList(FieldDescriptor field, JsonValue json, string path) =>
        ReadElements(field, json.Items.Select((item, index) =>
            new KeyValuePair<string, JsonValue>(path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]", item)));

    private List<object> ReadElements(FieldDescriptor field, IEnumerable<KeyValuePair<string, JsonValue>> elements)
    {
        var list = new List<object>();
        foreach (var element in elements)
        {
            if (element.Value.Kind == JsonKind.Array && field.Kind != FieldKind.Value)
            {
                AddUnknownName("", element.Key, "Proto field is not repeating, cannot start list.");
            }
            else if (ReadSingle(field, element.Value, element.Key) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    private Dictionary<string, object> ReadMap(FieldDescriptor field, JsonValue json, string path)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        if (json.Kind != JsonKind.Object)
        {
            AddInvalidValue(path, "Map", Describe(json));
        }

        foreach (var member in json.Members)
        {
            if (ReadSingle(field, member.Value, path + "[\"" + member.Key + "\"]") is { } value)
            {
                map[member.Key] = value;
            }
        }

        return map;
    }

    private object? ReadSingle(FieldDescriptor field, JsonValue json, string path)
    {
        switch (field.Kind)
        {
            case FieldKind.Message when json.Kind == JsonKind.Object:
                return Read(json, field.Message!, path);
            case FieldKind.Value:
            case FieldKind.Struct or FieldKind.Any when json.Kind == JsonKind.Object:
                return json;
            default:
                return ReadScalar(field, json, path);
        }
    }

    private object? ReadScalar(FieldDescriptor field, JsonValue json, string path)
    {
        var value = ScalarReader.Read(field, json);
        if (value is null)
        {
            AddInvalidValue(path, field.TypeDescription, json.Kind == JsonKind.Object ? "Starting an object on a scalar field" : Describe(json));
        }

        return value;
    }

    private void AddUnknownName(string name, string path, string problem) =>
        _violations.Add(new FieldViolation(path, $"Invalid JSON payload received. Unknown name \"{name}\"{At(path)}: {problem}"));

    private void AddInvalidValue(string path, string type, string problem) =>
        _violations.Add(new FieldViolation(path, $"Invalid value{At(path)} ({type}), {problem}"));

    private static string At(string path) => path.Length == 0 ? "" : $" at '{path}'";

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static string Describe(JsonValue json) => json.Kind switch
    {
        JsonKind.String => "\"" + json.Text + "\"",
        JsonKind.Array => "Proto field is not repeating, cannot start list.",
        _ => json.Text,
    };
}
