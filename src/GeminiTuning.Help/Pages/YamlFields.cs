using System;
using System.Collections.Generic;
using System.IO;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Help.Pages;

/// <summary>The fields of a small YAML mapping, with the lines they stand on.</summary>
internal sealed class YamlFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly PageDocument _page;
    private readonly int _line;
    private readonly string _code;

    /// <summary>Reads a mapping; <paramref name="line"/> is the line above it.</summary>
    public YamlFields(PageDocument page, string text, int line, string code, IReadOnlyCollection<string> known)
    {
        (_page, _line, _code) = (page, line, code);
        try
        {
            Read(text, known);
        }
        catch (YamlException exception)
        {
            page.Report(line + (int)exception.Start.Line, code, exception.Message);
        }
        catch (InvalidOperationException)
        {
            // What the scanner throws at an unclosed bracket; it says no more than that.
            page.Report(line, code, "This is not YAML.");
        }
    }

    /// <summary>The text of a field that must be there, though it may be empty.</summary>
    public string Required(string name)
    {
        if (_values.TryGetValue(name, out string? value))
        {
            return value;
        }

        _page.Report(_line, _code, $"'{name}' is missing.");
        return string.Empty;
    }

    /// <summary>The text of a field that must be there and say something.</summary>
    public string Filled(string name)
    {
        string value = Required(name);
        if (value.Length == 0 && _values.ContainsKey(name))
        {
            _page.Report(_line, _code, $"'{name}' is empty.");
        }

        return value;
    }

    /// <summary>The text of a field, or nothing.</summary>
    public string Optional(string name) => _values.GetValueOrDefault(name, string.Empty);

    /// <summary>A field that is True or False.</summary>
    public bool Flag(string name)
    {
        string value = Filled(name);
        if (bool.TryParse(value, out bool flag))
        {
            return flag;
        }

        if (value.Length > 0)
        {
            _page.Report(_line, _code, $"'{name}' is '{value}'; it must be True or False.");
        }

        return false;
    }

    private void Read(string text, IReadOnlyCollection<string> known)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents is not [{ RootNode: YamlMappingNode mapping }])
        {
            _page.Report(_line, _code, "Expected lines of the form 'name: value'.");
            return;
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = ((YamlScalarNode)key).Value ?? string.Empty;
            if (!Contains(known, name) || value is not YamlScalarNode scalar)
            {
                string names = string.Join(", ", known);
                _page.Report(_line + (int)key.Start.Line, _code, $"'{name}' is not one of: {names}.");
                continue;
            }

            _values[name] = scalar.Value?.Trim() ?? string.Empty;
        }
    }

    private static bool Contains(IEnumerable<string> known, string name)
    {
        foreach (string candidate in known)
        {
            if (candidate.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
