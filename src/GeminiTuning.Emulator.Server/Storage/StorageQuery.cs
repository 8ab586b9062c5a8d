using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The query parameters of a storage request.</summary>
internal sealed class StorageQuery
{
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "alt", "fields", "prettyPrint", "pp", "key", "access_token", "oauth_token", "quotaUser", "userIp", "userProject",
        "uploadType", "upload_id", "upload_protocol", "callback", ".xgafv", "projection",
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<KeyValuePair<string, string>> _parameters;

    private StorageQuery(IReadOnlyList<KeyValuePair<string, string>> parameters) => _parameters = parameters;

    /// <summary>The value of a parameter, or <see langword="null"/>.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) ? value : null;

    public bool PrettyPrint => this["prettyPrint"] is not ("false" or "0") && this["pp"] is not ("false" or "0");

    public static StorageQuery Parse(string text)
    {
        var query = new StorageQuery(QueryString.Parse(text));
        foreach (var parameter in query._parameters)
        {
            query._values[parameter.Key.TrimStart('$')] = parameter.Value;
        }

        return query;
    }

    /// <summary>The value of a parameter that says something, or <see langword="null"/>.</summary>
    public string? Text(string name) => this[name] is { Length: > 0 } value ? value : null;

    /// <summary>All values of a parameter that may be repeated.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. _parameters.Where(parameter => string.Equals(parameter.Key, name, StringComparison.Ordinal)).Select(parameter => parameter.Value)];

    public bool Flag(string name) => this[name] switch
    {
        null or "" or "false" => false,
        "true" => true,
        var value => throw StorageErrors.InvalidParameter(name, $"Invalid value '{value}'. Values must match the following regular expression: 'true|false'"),
    };

    public long? Int64(string name) => Text(name) switch
    {
        null => null,
        var value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StorageErrors.InvalidParameter(name, $"Invalid long value: '{value}'."),
    };

    /// <summary>How many entries a page may have.</summary>
    public int PageSize(int most)
    {
        if (Text("maxResults") is not { } value)
        {
            return most;
        }

        if (!uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw StorageErrors.InvalidParameter("maxResults", $"Invalid value '{value}'. Values must be within the range: [0, 4294967295]");
        }

        return number == 0 ? most : (int)Math.Min(number, (uint)most);
    }

    /// <summary>Refuses parameters that a method does not have.</summary>
    public void RefuseUnknown(IReadOnlyList<string> known)
    {
        foreach (var name in _values.Keys.Where(name => !Common.Contains(name) && !known.Contains(name, StringComparer.Ordinal)))
        {
            throw StorageErrors.InvalidParameter(name, $"Invalid query parameter: '{name}'.");
        }

        if (this["projection"] is { } projection and not ("full" or "noAcl" or ""))
        {
            throw StorageErrors.InvalidParameter("projection", $"Invalid value '{projection}'. Values must be one of: full, noAcl.");
        }

        if (this["alt"] is { } alt and not ("json" or "media" or ""))
        {
            throw StorageErrors.InvalidParameter("alt", $"Invalid value '{alt}'. Values must be one of: json, media.");
        }
    }
}
