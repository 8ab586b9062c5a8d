using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Http;

/// <summary>A partial response mask: <c>a,b(c,d),e/f,*</c>.</summary>
internal sealed class FieldSelector
{
    private const int MaxDepth = 100;
    private readonly int _depth;
    private readonly Dictionary<string, FieldSelector> _fields = new(StringComparer.Ordinal);

    private FieldSelector(int depth) => _depth = depth;

    private bool IsEverything => _fields.Count == 0;

    /// <summary>Reads a mask and checks it against the type of the answer, where that has one.</summary>
    public static FieldSelector Parse(string mask, MessageDescriptor? descriptor)
    {
        var position = 0;
        var root = new FieldSelector(depth: 0);
        root.ReadList(mask, ref position, descriptor, "");
        return position == mask.Length ? root : throw Invalid(mask);
    }

    public JsonValue Apply(JsonValue value)
    {
        if (IsEverything)
        {
            return value;
        }

        return value.Kind switch
        {
            JsonKind.Array => JsonValue.Array([.. value.Items.Select(Apply)]),
            JsonKind.Object => JsonValue.Object([.. Select(value)]),
            _ => value,
        };
    }

    private IEnumerable<KeyValuePair<string, JsonValue>> Select(JsonValue value)
    {
        foreach (var member in value.Members)
        {
            if (_fields.TryGetValue(member.Key, out var inner) || _fields.TryGetValue("*", out inner))
            {
                yield return new KeyValuePair<string, JsonValue>(member.Key, inner.Apply(member.Value));
            }
        }
    }

    private void ReadList(string mask, ref int position, MessageDescriptor? descriptor, string path)
    {
        while (true)
        {
            ReadItem(mask, ref position, descriptor, path);
            if (position >= mask.Length || mask[position] != ',')
            {
                return;
            }

            position++;
        }
    }

    private void ReadItem(string mask, ref int position, MessageDescriptor? descriptor, string path)
    {
        var start = position;
        while (position < mask.Length && mask[position] is not ('/' or '.' or ',' or '(' or ')'))
        {
            position++;
        }

        var name = mask.Substring(start, position - start).Trim();
        var itemPath = path.Length == 0 ? name : path + "." + name;
        var field = descriptor?.Find(name);
        if (_depth > MaxDepth || name.Length == 0 || (descriptor is not null && field is null && name is not "*"))
        {
            throw Invalid(itemPath);
        }

        var key = field?.JsonName ?? name;
        var isNew = !_fields.TryGetValue(key, out var inner);
        if (inner is null)
        {
            inner = new FieldSelector(_depth + 1);
            _fields.Add(key, inner);
        }

        var innerDescriptor = field is { IsMap: false } ? field.Message : null;
        if (position < mask.Length && mask[position] is ('/' or '.'))
        {
            position++;
            inner.Narrow(isNew, ref position, mask, innerDescriptor, itemPath, list: false);
        }
        else if (position < mask.Length && mask[position] == '(')
        {
            position++;
            inner.Narrow(isNew, ref position, mask, innerDescriptor, itemPath, list: true);
            if (position >= mask.Length || mask[position] != ')')
            {
                throw Invalid(itemPath);
            }

            position++;
        }
        else
        {
            inner._fields.Clear();
        }
    }

    /// <summary>Adds inner fields; where all of them are selected already, that stays so.</summary>
    private void Narrow(bool isNew, ref int position, string mask, MessageDescriptor? descriptor, string path, bool list)
    {
        var target = isNew || !IsEverything ? this : new FieldSelector(_depth);
        if (list)
        {
            target.ReadList(mask, ref position, descriptor, path);
        }
        else
        {
            target.ReadItem(mask, ref position, descriptor, path);
        }
    }

    private static ApiException Invalid(string path) => new(
        RpcCode.InvalidArgument,
        "Request contains an invalid argument.",
        ErrorDetails.BadRequest([new FieldViolation(path, $"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'.")]));
}
