using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>Makes nodes of dictionaries, lists and values, so that a spec in memory is read like one in a file.</summary>
internal static class ObjectNodes
{
    private const int MostNested = 32;

    public static YamlNode Of(object? value, SpecSource source, int depth = 0) => value switch
    {
        _ when depth > MostNested => throw SpecErrors.SpecSyntaxInvalid(source.At(Mark.Empty), "it is nested too deep for a spec"),
        IDictionary table => new YamlMappingNode(table.Keys.Cast<object>().SelectMany(key =>
            new[] { Text(key.ToString() ?? string.Empty), Of(table[key], source, depth + 1) })),
        string text => Text(text),
        null => Plain(string.Empty),
        bool flag => Plain(flag ? "true" : "false"),
        IEnumerable list => new YamlSequenceNode(list.Cast<object?>().Select(item => Of(item, source, depth + 1))),
        Enum name => Text(name.ToString()),
        IFormattable number when number is not Guid and not DateTime and not DateTimeOffset => Plain(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
    };

    private static YamlScalarNode Text(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    private static YamlScalarNode Plain(string text) => new(text) { Style = ScalarStyle.Plain };
}
