using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The rules of labels.</summary>
internal static class LabelRules
{
    private const int MaxCount = 64;
    private static readonly Regex Key = new(@"\A[a-z][a-z0-9_-]{0,63}\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Value = new(@"\A[a-z0-9_-]{0,64}\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static void Check(Message resource, string path, VertexRules rules)
    {
        var labels = resource.GetMap("labels");
        rules.Require(labels.Count <= MaxCount, path + ".labels", FormattableString.Invariant($"At most {MaxCount} labels are allowed."));
        foreach (var label in labels)
        {
            rules.Require(
                Key.IsMatch(label.Key),
                path + ".labels",
                $"Label key '{label.Key}' is invalid. Keys have 1 to 64 characters, lowercase letters, digits, underscores and dashes, and start with a letter.");
            rules.Require(
                label.Value is string value && Value.IsMatch(value),
                path + ".labels",
                $"Label value '{label.Value}' is invalid. Values have at most 64 characters, lowercase letters, digits, underscores and dashes.");
        }
    }

    /// <summary>A copy of labels with others added.</summary>
    public static Dictionary<string, object> Merge(IReadOnlyDictionary<string, object> labels, params (string Key, string Value)[] others)
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            all[label.Key] = label.Value;
        }

        foreach (var (key, value) in others)
        {
            all[key] = value;
        }

        return all;
    }
}
