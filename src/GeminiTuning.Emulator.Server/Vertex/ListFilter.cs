using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The filter of a list call: comparisons of fields, <c>labels.key=value</c>, <c>labels.key:*</c>,
/// <c>displayName="x"</c>, with <c>AND</c>, <c>OR</c>, <c>NOT</c> and parentheses.
/// </summary>
internal sealed class ListFilter
{
    private static readonly Regex Token = new(
        """\G\s*((?<mark>[()])|(?<word>AND|OR|NOT)(?=[\s(])|(?<not>-)(?=[A-Za-z])|(?<path>[A-Za-z_][\w.\-"]*)\s*(?<op>!=|>=|<=|=|:|>|<)\s*("(?<quoted>([^"\\]|\\.)*)"|'(?<quoted>[^']*)'|(?<value>[^\s()]+)))""",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private readonly List<Match> _tokens = [];
    private readonly string _request;
    private readonly MessageDescriptor _type;
    private readonly Func<Message, string, IReadOnlyList<string>?> _special;
    private readonly Func<Message, bool> _condition;
    private int _next;

    /// <summary>Reads a filter.</summary>
    /// <param name="call">A call whose request has a <c>filter</c>.</param>
    /// <param name="type">What is listed.</param>
    /// <param name="special">The values of names that are not fields; <see langword="null"/> for others.</param>
    public ListFilter(Surfaces.ApiCall call, MessageDescriptor type, Func<Message, string, IReadOnlyList<string>?>? special = null)
    {
        _request = call.Request.GetString("filter");
        _type = type;
        _special = special ?? ((_, _) => null);
        var position = 0;
        while (_request.Substring(position).Trim().Length > 0)
        {
            var match = Token.Match(_request, position);
            if (!match.Success)
            {
                throw Invalid();
            }

            _tokens.Add(match);
            position += match.Length;
        }

        _condition = _tokens.Count == 0 ? _ => true : ReadAny();
        if (_next < _tokens.Count)
        {
            throw Invalid();
        }
    }

    public bool Matches(Message resource) => _condition(resource);

    private Match? Current => _next < _tokens.Count ? _tokens[_next] : null;

    private Func<Message, bool> ReadAny()
    {
        var condition = ReadAll();
        while (SkipWord("OR"))
        {
            var (left, right) = (condition, ReadAll());
            condition = resource => left(resource) || right(resource);
        }

        return condition;
    }

    private Func<Message, bool> ReadAll()
    {
        var condition = ReadOne();

        // A blank between two conditions means AND as well.
        while (SkipWord("AND") || (Current is { } token && token.Groups["mark"].Value is not ")" && token.Groups["word"].Value is not "OR"))
        {
            var (left, right) = (condition, ReadOne());
            condition = resource => left(resource) && right(resource);
        }

        return condition;
    }

    private Func<Message, bool> ReadOne()
    {
        var token = Current ?? throw Invalid();
        _next++;
        if (token.Groups["not"].Success || token.Groups["word"].Value is "NOT")
        {
            var inner = ReadOne();
            return resource => !inner(resource);
        }

        if (token.Groups["mark"].Value is "(")
        {
            var inner = ReadAny();
            var end = Current?.Groups["mark"].Value;
            _next++;
            return end is ")" ? inner : throw Invalid();
        }

        return token.Groups["path"].Success ? ReadComparison(token) : throw Invalid();
    }

    private bool SkipWord(string word)
    {
        if (!string.Equals(Current?.Groups["word"].Value, word, StringComparison.Ordinal))
        {
            return false;
        }

        _next++;
        return true;
    }

    private Func<Message, bool> ReadComparison(Match token)
    {
        var path = token.Groups["path"].Value.Replace("\"", "");
        var op = token.Groups["op"].Value;
        var quoted = token.Groups["quoted"].Success;
        var text = quoted ? Regex.Replace(token.Groups["quoted"].Value, @"\\(?<character>.)", "${character}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) : token.Groups["value"].Value;
        var value = text.StartsWith("projects/", StringComparison.Ordinal) ? VertexNames.Canonical(text) : text;
        var (field, key) = Find(path);
        return resource =>
        {
            var values = _special(resource, path) ?? (field is null ? throw Invalid() : ValuesOf(resource, field, key));
            return op switch
            {
                ":" when value is "*" && !quoted => values.Count > 0,
                ":" => values.Any(actual => field is { IsMap: false, IsRepeated: false } ? Contains(actual, value) : Same(actual, value)),
                "=" => values.Any(actual => Same(actual, value)),
                "!=" => !values.Any(actual => Same(actual, value)),
                _ => values.Any(actual => Compares(actual, op, value)),
            };
        };
    }

    /// <summary>The field of a path, and what the path says beyond it.</summary>
    private (FieldDescriptor? Field, string Key) Find(string path)
    {
        var dot = path.IndexOf('.');
        var field = _type.Find(dot < 0 ? path : path.Substring(0, dot));
        return (field, dot < 0 ? "" : path.Substring(dot + 1));
    }

    private List<string> ValuesOf(Message resource, FieldDescriptor field, string key)
    {
        // The resource may be of the schema's other version.
        var found = resource.Descriptor.Find(field.Name);
        var value = found is null ? null : resource[found];
        return value switch
        {
            null => [],
            Dictionary<string, object> map when key.Length == 0 => [.. map.Keys],
            Dictionary<string, object> map => map.TryGetValue(key, out var entry) ? [entry.ToString()!] : [],
            Message inner when key.Length > 0 && inner.Descriptor.Find(key) is { } innerField => ValuesOf(inner, innerField, ""),
            List<object> list => [.. list.OfType<string>()],
            int number when field.Kind == FieldKind.Enum => [field.Enum!.NameOf(number)],
            IFormattable number => [number.ToString(null, CultureInfo.InvariantCulture)],
            string { Length: > 0 } text when key.Length == 0 => [text],
            string when key.Length == 0 => [],
            _ => throw Invalid(),
        };
    }

    private static bool Same(string actual, string value) => string.Equals(actual, value, StringComparison.Ordinal);

    private static bool Contains(string actual, string value) => actual.IndexOf(value, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool Compares(string actual, string op, string value)
    {
        var isTime = DateTimeOffset.TryParse(actual, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var actualTime)
            & DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        var order = isTime ? actualTime.CompareTo(time) : string.CompareOrdinal(actual, value);
        return op switch
        {
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        };
    }

    private ApiException Invalid() => new(RpcCode.InvalidArgument, $"Invalid filter: '{_request}'.");
}
