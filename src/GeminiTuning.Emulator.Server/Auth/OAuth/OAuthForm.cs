using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>The parameters of a request of OAuth. One that is empty counts as missing; none may be repeated.</summary>
internal sealed class OAuthForm
{
    private const string FormType = "application/x-www-form-urlencoded";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private OAuthForm(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (_values.ContainsKey(parameter.Key))
            {
                throw OAuthException.InvalidRequest("Parameter not allowed to be repeated: " + parameter.Key);
            }

            _values.Add(parameter.Key, parameter.Value);
        }
    }

    /// <summary>The value of a parameter, or <see langword="null"/>.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static OAuthForm OfQuery(SignInRequest request) => new(request.Query);

    /// <summary>Reads a body, which is a form and nothing else.</summary>
    public static OAuthForm OfBody(SignInRequest request)
    {
        if (request.Verb is not "POST")
        {
            throw OAuthException.WrongMethod(request.Verb, "POST");
        }

        return string.Equals(request.MediaType, FormType, StringComparison.OrdinalIgnoreCase)
            ? new OAuthForm(QueryString.Parse(request.Body))
            : throw OAuthException.InvalidRequest($"The content type '{request.MediaType}' is not supported. Use {FormType}.");
    }

    /// <summary>Reads a body that is a form, or the same as JSON.</summary>
    public static OAuthForm OfFormOrJson(SignInRequest request) =>
        request.Verb is "POST" && string.Equals(request.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            ? new OAuthForm(ReadJson(request.Body))
            : OfBody(request);

    public string Require(string name) => this[name] ?? throw OAuthException.Missing(name);

    private static IEnumerable<KeyValuePair<string, string>> ReadJson(string text)
    {
        JsonValue value;
        try
        {
            value = JsonParser.Parse(text);
        }
        catch (JsonSyntaxException exception)
        {
            throw OAuthException.InvalidRequest("The body is not valid JSON: " + exception.Message);
        }

        foreach (var member in value.Members)
        {
            yield return member.Value.Kind == JsonKind.String
                ? new KeyValuePair<string, string>(SnakeCase(member.Key), member.Value.Text)
                : throw OAuthException.InvalidRequest($"Invalid value at '{member.Key}': a string is expected.");
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new System.Text.StringBuilder();
        foreach (var character in name)
        {
            _ = character is >= 'A' and <= 'Z' ? text.Append('_').Append((char)(character | 0x20)) : text.Append(character);
        }

        return text.ToString();
    }
}
