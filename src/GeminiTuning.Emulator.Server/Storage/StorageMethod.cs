using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A method of the storage service.</summary>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Template">The path: segments, of which those in braces are variables.</param>
/// <param name="Parameters">The query parameters that it has besides those of all methods.</param>
/// <param name="Answer">Answers a request.</param>
internal sealed record StorageMethod(
    string Verb, string Template, IReadOnlyList<string> Parameters, Func<StorageRequest, Task<StorageReply>> Answer)
{
    private readonly string[] _segments = Template.Split('/');

    /// <summary>The path with <c>*</c> for the variables.</summary>
    public string Pattern { get; } = string.Join("/", Template.Split('/').Select(segment => segment[0] == '{' ? "*" : segment));

    public StorageMethod(string verb, string template, IReadOnlyList<string> parameters, Func<StorageRequest, StorageReply> answer)
        : this(verb, template, parameters, request => Task.FromResult(answer(request)))
    {
    }

    /// <summary>The values of the variables, or <see langword="null"/> where the path does not match.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i][0] == '{')
            {
                variables.Add(_segments[i].Trim('{', '}'), segments[i]);
            }
            else if (!string.Equals(segments[i], _segments[i], StringComparison.Ordinal))
            {
                return null;
            }
        }

        return variables;
    }
}
