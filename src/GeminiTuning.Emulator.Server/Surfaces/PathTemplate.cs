using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>A path template of <c>google.api.HttpRule</c>: <c>/v1beta/{name=tunedModels/*}:cancel</c>.</summary>
internal sealed class PathTemplate
{
    private readonly List<string> _segments = [];
    private readonly List<PathVariable> _variables = [];

    public PathTemplate(string text)
    {
        Text = text;
        var rest = text.TrimStart('/');
        var colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOf('}'))
        {
            Verb = rest.Substring(colon + 1);
            rest = rest.Substring(0, colon);
        }

        while (rest.Length > 0)
        {
            if (rest[0] == '{')
            {
                var equals = rest.IndexOf('=');
                var end = rest.IndexOf('}');
                var inner = rest.Substring(equals + 1, end - equals - 1).Split('/');
                _variables.Add(new PathVariable(rest.Substring(1, equals - 1), _segments.Count, inner.Length));
                _segments.AddRange(inner);
                rest = rest.Substring(end + 1).TrimStart('/');
            }
            else
            {
                var slash = rest.IndexOf('/');
                _segments.Add(slash < 0 ? rest : rest.Substring(0, slash));
                rest = slash < 0 ? "" : rest.Substring(slash + 1);
            }
        }

        Pattern = "/" + string.Join("/", _segments) + (Verb.Length > 0 ? ":" + Verb : "");
    }

    public string Text { get; }

    /// <summary>What paths look like that fit, with <c>*</c> for the variables: <c>/v1beta/tunedModels/*:cancel</c>.</summary>
    public string Pattern { get; }

    /// <summary>The custom verb after the last colon, if any.</summary>
    public string Verb { get; } = "";

    public IReadOnlyList<string> Segments => _segments;

    public IReadOnlyList<PathVariable> Variables => _variables;

    /// <summary>The values of the variables by field path, or <see langword="null"/> where the path does not match.</summary>
    public IReadOnlyDictionary<string, string>? Match(IReadOnlyList<string> segments, string verb)
    {
        if (segments.Count != _segments.Count || !string.Equals(verb, Verb, StringComparison.Ordinal))
        {
            return null;
        }

        for (var i = 0; i < segments.Count; i++)
        {
            var matches = _segments[i] is "*" ? segments[i].Length > 0 : string.Equals(_segments[i], segments[i], StringComparison.Ordinal);
            if (!matches)
            {
                return null;
            }
        }

        return _variables.ToDictionary(
            variable => variable.FieldPath,
            variable => string.Join("/", segments.Skip(variable.Start).Take(variable.Length)),
            StringComparer.Ordinal);
    }
}
