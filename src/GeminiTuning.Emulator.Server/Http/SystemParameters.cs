using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Http;

/// <summary>The query parameters that every method understands, and the others.</summary>
internal sealed class SystemParameters
{
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        ".xgafv", "callback", "quotaUser", "quota_user", "uploadType", "upload_type", "upload_protocol", "userProject", "user_project",
    };

    private SystemParameters(IReadOnlyList<KeyValuePair<string, string>> others) => Others = others;

    /// <summary>The format of the answer: <c>json</c>, <c>sse</c>, or one that is not supported.</summary>
    public string Alt { get; private set; } = "json";

    public bool EnumsAsNumbers { get; private set; }

    public bool PrettyPrint { get; private set; } = true;

    /// <summary>The partial response mask, if any.</summary>
    public string Fields { get; private set; } = "";

    public string Key { get; private set; } = "";

    public string AccessToken { get; private set; } = "";

    public IReadOnlyList<KeyValuePair<string, string>> Others { get; }

    public static SystemParameters Parse(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var others = new List<KeyValuePair<string, string>>();
        var parameters = new SystemParameters(others);
        others.AddRange(query.Where(parameter => !parameters.Take(parameter.Key.TrimStart('$'), parameter.Value)));
        return parameters;
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "alt":
                ReadAlt(value);
                return true;
            case "prettyPrint" or "pretty_print" or "pp":
                PrettyPrint = value is not ("false" or "0");
                return true;
            case "fields":
                Fields = value;
                return true;
            case "key":
                Key = value.Trim();
                return true;
            case "access_token" or "oauth_token" or "bearer_token":
                AccessToken = value.Trim();
                return true;
            default:
                return Ignored.Contains(name);
        }
    }

    private void ReadAlt(string value)
    {
        foreach (var part in value.Split(';'))
        {
            var word = part.Trim();
            if (string.Equals(word, "enum-encoding=int", StringComparison.OrdinalIgnoreCase))
            {
                EnumsAsNumbers = true;
            }
            else if (word.Length > 0 && !string.Equals(word, "json", StringComparison.OrdinalIgnoreCase))
            {
                // A client that streams says alt=sse and, with its enum encoding, also $alt=json: the former counts.
                Alt = word;
            }
        }
    }
}
