using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>Holds the nodes of a spec against its keys.</summary>
internal sealed class SpecReader
{
    private readonly SpecSource _source;
    private readonly SpecContent _content = new();

    private SpecReader(SpecSource source)
    {
        _source = source;
    }

    public static SpecContent Read(YamlMappingNode root, SpecSource source)
    {
        var reader = new SpecReader(source);
        reader.ReadSection(root, null, SpecKeys.Root, SpecKeys.Tuning, reader.ReadField);
        return reader._content;
    }

    private void ReadSection(YamlMappingNode node, string? section, IReadOnlyList<SpecKey> keys, IReadOnlyList<SpecKey> elsewhere, Action<SpecKey, YamlNode> read)
    {
        foreach (var (name, value) in SpecMapping.Entries(node, _source))
        {
            var key = SpecKeys.Find(keys, name.Value ?? string.Empty) ?? throw Unknown(name, section, keys, elsewhere);
            if (value is YamlScalarNode scalar && new SpecScalar(scalar, _source).IsNull)
            {
                throw SpecErrors.SpecValueInvalid(_source.At(name.Start), key.Name, "has no value. Write one, or leave the key out");
            }

            read(key, value);
        }
    }

    private TuningException Unknown(YamlScalarNode name, string? section, IReadOnlyList<SpecKey> keys, IReadOnlyList<SpecKey> elsewhere)
    {
        var given = name.Value ?? string.Empty;
        var nearest = NearestName.Of(given, keys.Concat(elsewhere).Select(static key => key.Name));
        if (nearest != null)
        {
            nearest = "'" + nearest + "'" + (SpecKeys.Find(keys, nearest) != null
                ? string.Empty
                : section == null ? ", which stands under " + SpecKeys.Hyperparameters : ", which does not stand under " + section);
        }

        return SpecErrors.SpecKeyUnknown(_source.At(name.Start), given, section, keys.Select(static key => key.Name), nearest);
    }

    private void ReadField(SpecKey key, YamlNode node)
    {
        var place = _source.At(node.Start);
        switch (key.Kind)
        {
            case SpecKind.Hyperparameters:
                ReadSection(Group(key, node), key.Name, SpecKeys.Tuning, SpecKeys.Root, ReadHyperparameter);
                break;
            case SpecKind.Sweep:
                _content.SweepPlace = place;
                ReadSection(Group(key, node), key.Name, SpecKeys.Tuning, SpecKeys.Root, ReadSwept);
                break;
            case SpecKind.Labels:
                _content.Set(key.Name, ReadLabels(key, Group(key, node)), place);
                break;
            case SpecKind.Paths:
                _content.Set(key.Name, ReadPaths(key, node), place);
                break;
            default:
                _content.Set(key.Name, ReadValue(key.Name, key, node), place);
                break;
        }
    }

    private void ReadHyperparameter(SpecKey key, YamlNode node)
    {
        CheckOnce(key, node);
        _content.Set(key.Name, ReadValue(SpecKeys.Hyperparameters + "." + key.Name, key, node), _source.At(node.Start));
    }

    private void ReadSwept(SpecKey key, YamlNode node)
    {
        CheckOnce(key, node);
        var name = SpecKeys.Sweep + "." + key.Name;
        var values = new List<object>();
        foreach (var item in (node as YamlSequenceNode)?.Children ?? throw Invalid(name, node, "takes a list, such as [1, 2]"))
        {
            var value = ReadValue(name, key, item);
            if (values.Contains(value))
            {
                throw Invalid(name, item, "has this value twice");
            }

            values.Add(value);
        }

        _content.Sweep.Add((key.Name, values.Count > 0 ? values : throw Invalid(name, node, "has no values. Write some, or leave the key out")));
    }

    private void CheckOnce(SpecKey key, YamlNode node)
    {
        if (_content.Has(key.Name) || _content.Sweep.Any(swept => string.Equals(swept.Name, key.Name, StringComparison.Ordinal)))
        {
            throw Invalid(key.Name, node, "stands in both hyperparameters and sweep. Keep one of them");
        }
    }

    private YamlMappingNode Group(SpecKey key, YamlNode node) => node as YamlMappingNode
        ?? throw Invalid(key.Name, node, "takes keys of its own, on indented lines");

    private Dictionary<string, string> ReadLabels(SpecKey key, YamlMappingNode node) => SpecMapping.Entries(node, _source).ToDictionary(
        static entry => entry.Key.Value ?? string.Empty,
        entry => (string)ReadValue(key.Name + "." + entry.Key.Value, new SpecKey(string.Empty, SpecKind.Text), entry.Value),
        StringComparer.Ordinal);

    private List<SpecScalar> ReadPaths(SpecKey key, YamlNode node)
    {
        var items = node is YamlSequenceNode list ? list.Children.ToList() : [node];
        return items.Count == 0
            ? throw Invalid(key.Name, node, "names no file")
            : items.ConvertAll(item =>
            {
                ReadValue(key.Name, new SpecKey(string.Empty, SpecKind.Text), item);
                return new SpecScalar((YamlScalarNode)item, _source);
            });
    }

    private object ReadValue(string name, SpecKey key, YamlNode node)
    {
        if (node is not YamlScalarNode plain)
        {
            throw Invalid(name, node, "takes one value, not " + (node is YamlSequenceNode ? "a list" : "keys of its own"));
        }

        var scalar = new SpecScalar(plain, _source);
        return key.Kind switch
        {
            SpecKind.Text when !scalar.IsText => throw Invalid(name, node, "takes text, and " + scalar.Shown + " is none. Put it in quotes"),
            SpecKind.Text => string.IsNullOrWhiteSpace(scalar.Text) ? throw Invalid(name, node, "is empty. Write text, or leave the key out") : scalar.Text,
            SpecKind.Choice => key.Choices.Contains(scalar.Text, StringComparer.Ordinal) ? scalar.Text : throw Wrong("one of " + string.Join(", ", key.Choices)),
            SpecKind.Flag => scalar.AsFlag ?? throw Wrong("true or false"),
            SpecKind.Count => scalar.AsWhole is >= 1 and var count ? count : throw Wrong("a whole number from 1"),
            SpecKind.Size => scalar.AsWhole is { } size && key.Choices.Contains(size.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal)
                ? size
                : throw Wrong("one of " + string.Join(", ", key.Choices)),
            SpecKind.Positive => scalar.AsNumber is > 0 and var number ? number : throw Wrong("a number above 0"),
            SpecKind.Share => scalar.AsNumber is >= 0 and <= 1 and var share ? share : throw Wrong("a number from 0 to 1"),
            _ => throw new ArgumentOutOfRangeException(nameof(key)),
        };

        TuningException Wrong(string rule) => Invalid(name, node, "takes " + rule + ", not " + scalar.Shown);
    }

    private TuningException Invalid(string name, YamlNode node, string problem) => SpecErrors.SpecValueInvalid(_source.At(node.Start), name, problem);
}
