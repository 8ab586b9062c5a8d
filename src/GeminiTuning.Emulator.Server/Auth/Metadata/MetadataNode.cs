using System.Collections.Generic;
using System.Linq;
using System.Text;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.Metadata;

/// <summary>An entry of the metadata server: a value or a directory.</summary>
/// <param name="Name">Its name in a path.</param>
/// <param name="Value">Its value; <see langword="null"/> for a directory.</param>
/// <param name="Children">What is in a directory.</param>
internal sealed record MetadataNode(string Name, JsonValue? Value, IReadOnlyList<MetadataNode> Children)
{
    /// <summary>The value as text, a list with an entry on each line; or the names in a directory.</summary>
    public string Text => Value is null
        ? string.Concat(Children.Select(child => child.Name + (child.Value is null ? "/\n" : "\n")))
        : Value.Kind == JsonKind.Array ? string.Concat(Value.Items.Select(item => item.Text + "\n")) : Value.Text;

    public static MetadataNode Leaf(string name, JsonValue value) => new(name, value, []);

    public static MetadataNode Leaf(string name, string value) => Leaf(name, JsonValue.String(value));

    public static MetadataNode Directory(string name, params MetadataNode[] children) => new(name, Value: null, children);

    /// <summary>The entry with all that is in it.</summary>
    public JsonValue ToJson() => Value
        ?? JsonValue.Object([.. Children.Select(child => new KeyValuePair<string, JsonValue>(CamelCase(child.Name), child.ToJson()))]);

    private static string CamelCase(string name)
    {
        if (name.IndexOf('@') >= 0)
        {
            return name;
        }

        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '-')
            {
                text.Append(i > 0 && name[i - 1] == '-' ? char.ToUpperInvariant(name[i]) : name[i]);
            }
        }

        return text.ToString();
    }
}
