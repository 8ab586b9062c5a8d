using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using GeminiTuning.Core.Specs;
using Xunit;

namespace GeminiTuning.Core.Tests.Specs;

/// <summary>The schema for editors and the reader take the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Schema = Load();

    [Fact]
    public void The_keys_are_the_same() => AssertSame(SpecKeys.Root, Schema, ShapeOf);

    [Fact]
    public void The_hyperparameters_are_the_same() =>
        AssertSame(SpecKeys.Tuning, Schema["properties"]!["hyperparameters"]!, ShapeOf);

    [Fact]
    public void The_lists_of_a_sweep_are_the_same() => AssertSame(
        SpecKeys.Tuning,
        Schema["properties"]!["sweep"]!,
        static key => $$"""{"type":"array","minItems":1,"uniqueItems":true,"items":{{ShapeOf(key)}}}""");

    private static void AssertSame(IReadOnlyList<SpecKey> keys, JsonNode section, Func<SpecKey, string> shape)
    {
        Assert.False((bool)section["additionalProperties"]!);
        var properties = section["properties"]!.AsObject();
        Assert.Equal(keys.Select(static key => key.Name), properties.Select(static pair => pair.Key));
        Assert.All(keys, key => Assert.Equal(Plain(JsonNode.Parse(shape(key))!), Plain(properties[key.Name]!)));
    }

    private static string ShapeOf(SpecKey key)
    {
        const string Variable = """{"type":"string","pattern":"\\$\\{env:[^}]+\\}"}""";
        const string Text = """{"type":"string","minLength":1}""";
        return key.Kind switch
        {
            SpecKind.Text => Text,
            SpecKind.Paths => $$"""{"anyOf":[{{Text}},{"type":"array","minItems":1,"items":{{Text}}}]}""",
            SpecKind.Labels => $$"""{"type":"object","additionalProperties":{{Text}}}""",
            SpecKind.Choice => Or($$"""{"enum":{{JsonSerializer.Serialize(key.Choices)}}}"""),
            SpecKind.Size => Or($$"""{"enum":[{{string.Join(',', key.Choices)}}]}"""),
            SpecKind.Count => Or("""{"type":"integer","minimum":1}"""),
            SpecKind.Positive => Or("""{"type":"number","exclusiveMinimum":0}"""),
            SpecKind.Share => Or("""{"type":"number","minimum":0,"maximum":1}"""),
            SpecKind.Flag => Or("""{"type":"boolean"}"""),
            SpecKind.Hyperparameters or SpecKind.Sweep => """{"type":"object"}""",
            _ => throw new ArgumentOutOfRangeException(nameof(key)),
        };

        static string Or(string shape) => $$"""{"anyOf":[{{shape}},{{Variable}}]}""";
    }

    // Without what is for people, with what is referred to, and without the keys of sections, which have tests of their own.
    private static string Plain(JsonNode node) => node switch
    {
        JsonObject item when item["$ref"] is { } reference => Plain(Schema["$defs"]![((string)reference!).Split('/')[^1]]!),
        JsonObject item => "{" + string.Join(",", item
            .Where(pair => pair.Key is not ("description" or "properties") && !(pair.Key is "additionalProperties" && pair.Value is JsonValue))
            .Select(static pair => pair.Key + ":" + Plain(pair.Value!))) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(static one => Plain(one!))) + "]",
        _ => node.ToJsonString(),
    };

    private static JsonNode Load()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "GeminiTuning.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return JsonNode.Parse(File.ReadAllText(Path.Combine(root, "docs", "tuning.schema.json")))!;
    }
}
