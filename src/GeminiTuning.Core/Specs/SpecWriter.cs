using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>Writes a request as the spec that makes it.</summary>
internal static class SpecWriter
{
    private const string SchemaLine = "# yaml-language-server: $schema=./tuning.schema.json\n";

    public static string Write(TuningRequest request, TuningContext context)
    {
        var root = new YamlMappingNode();
        foreach (var key in SpecKeys.Root)
        {
            Add(root, key, ValueOf(key, request, context));
        }

        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        var text = writer.ToString();
        const string End = "...\n";
        return SchemaLine + (text.EndsWith(End, StringComparison.Ordinal) ? text.Substring(0, text.Length - End.Length) : text);
    }

    private static object? ValueOf(SpecKey key, TuningRequest request, TuningContext context) => key.Name switch
    {
        SpecKeys.Backend => context.Backend.ToString(),
        SpecKeys.BaseModel => request.BaseModel,
        "checkpointId" => request.CheckpointId,
        "method" => request.Method?.ToString(),
        SpecKeys.TrainingData => request.TrainingDataUri ?? SpecData.Placeholder,
        SpecKeys.ValidationData => request.ValidationDataUri,
        "id" => request.Id,
        "displayName" => request.DisplayName,
        "description" => request.Description,
        "labels" => Group(request.Labels?.Where(static label => !string.Equals(label.Key, SpecFinder.Label, StringComparison.Ordinal)).Select(static label => (label.Key, Scalar(label.Value)))),
        SpecKeys.Hyperparameters => Group(SpecKeys.Tuning
            .Select(one => (one.Name, Value: SweepGrid.Get(request, one.Name)))
            .Where(static pair => pair.Value != null)
            .Select(static pair => (pair.Name, Scalar(pair.Value!)))),
        "exportLastCheckpointOnly" => request.ExportLastCheckpointOnly,
        "kmsKeyName" => request.KmsKeyName,
        "serviceAccount" => request.ServiceAccount,
        "temperature" => request.Temperature,
        "topP" => request.TopP,
        "topK" => request.TopK,
        _ => null,
    };

    private static void Add(YamlMappingNode root, SpecKey key, object? value)
    {
        if (value is YamlNode node)
        {
            root.Add(key.Name, node);
        }
        else if (value is not (null or ""))
        {
            root.Add(key.Name, Scalar(value));
        }
    }

    private static YamlMappingNode? Group(IEnumerable<(string Key, YamlScalarNode Value)>? entries)
    {
        var node = new YamlMappingNode();
        foreach (var (key, value) in entries ?? [])
        {
            node.Add(key, value);
        }

        return node.Children.Count == 0 ? null : node;
    }

    private static YamlScalarNode Scalar(object value)
    {
        if (value is not string text)
        {
            return new YamlScalarNode(value switch
            {
                bool flag => flag ? "true" : "false",
                double number => ((decimal)number).ToString(CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            });
        }

        // What would be read as something else, a number or a variable, is kept from it.
        var escaped = text.Replace("${", "$${");
        var plain = new SpecScalar(new YamlScalarNode(text) { Style = ScalarStyle.Plain }, new SpecSource(string.Empty, string.Empty, hasPlaces: false, static _ => string.Empty));
        return new YamlScalarNode(escaped) { Style = plain.IsText && !plain.IsNull ? ScalarStyle.Any : ScalarStyle.DoubleQuoted };
    }
}
