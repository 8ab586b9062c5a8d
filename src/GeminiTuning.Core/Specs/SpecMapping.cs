using System;
using System.Collections.Generic;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>The keys of a node with their values, those of merge keys (&lt;&lt;) included.</summary>
internal static class SpecMapping
{
    private const int MostMerges = 32;

    public static List<(YamlScalarNode Key, YamlNode Value)> Entries(YamlMappingNode node, SpecSource source)
    {
        var entries = new List<(YamlScalarNode Key, YamlNode Value)>();
        Add(entries, node, source, 0);
        return entries;
    }

    // What stands in the node itself comes first and stays.
    private static void Add(List<(YamlScalarNode Key, YamlNode Value)> entries, YamlMappingNode node, SpecSource source, int depth)
    {
        if (depth > MostMerges)
        {
            throw SpecErrors.SpecSyntaxInvalid(source.At(node.Start), "the merge keys go round in a circle");
        }

        var merged = new List<YamlNode>();
        foreach (var pair in node.Children)
        {
            if (pair.Key is not YamlScalarNode key)
            {
                throw SpecErrors.SpecSyntaxInvalid(source.At(pair.Key.Start), "a key is a name, not a list or a group of keys");
            }

            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(pair.Value is YamlSequenceNode list ? list.Children : [pair.Value]);
            }
            else if (!entries.Any(entry => string.Equals(entry.Key.Value, key.Value, StringComparison.Ordinal)))
            {
                entries.Add((key, pair.Value));
            }
        }

        foreach (var other in merged)
        {
            Add(
                entries,
                other as YamlMappingNode ?? throw SpecErrors.SpecSyntaxInvalid(source.At(other.Start), "a merge key takes a group of keys or a list of them"),
                source,
                depth + 1);
        }
    }
}
