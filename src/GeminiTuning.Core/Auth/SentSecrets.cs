using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>The secrets of a request for a token, to be taken out of a refusal that quotes them.</summary>
internal sealed class SentSecrets
{
    // Shorter ones would garble the refusal.
    private const int ShortestSecret = 8;

    private static readonly string[] Fields =
        ["client_secret", "refresh_token", "assertion", "client_assertion", "subject_token", "actor_token", "code", "code_verifier", "token"];

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<string> _forms;

    private SentSecrets(IEnumerable<string> secrets)
    {
        _forms = [.. secrets.Where(static secret => secret.Length >= ShortestSecret)
            .SelectMany(static secret => new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), secret.Replace("/", "\\/", StringComparison.Ordinal) })
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(static form => form.Length)];
    }

    /// <summary>Reads a request before it is sent, as its body may be gone afterwards.</summary>
    public static async Task<SentSecrets> ReadAsync(HttpRequestMessage request)
    {
        var secrets = FromForm(request.RequestUri!.Query.TrimStart('?')).Concat(FromHeader(request.Headers.Authorization));
        return request.Content is FormUrlEncodedContent form
            ? new SentSecrets(secrets.Concat(FromForm(await form.ReadAsStringAsync().ConfigureAwait(false))))
            : new SentSecrets(secrets);
    }

    public bool AreIn(string text) => _forms.Any(form => text.Contains(form, StringComparison.Ordinal));

    public string RemoveFrom(string text) => _forms.Aggregate(text, static (clean, form) => clean.Replace(form, SecretRedactor.Mask, StringComparison.Ordinal));

    /// <summary>Makes an exception to throw in place of one that quotes a secret, perhaps in its inner ones.</summary>
    public HttpRequestException RemoveFrom(HttpRequestException exception) => new(RemoveFrom(exception.Message));

    public async Task RemoveFromAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetString(await ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        response.ReasonPhrase = response.ReasonPhrase == null ? null : RemoveFrom(response.ReasonPhrase);
        var clean = RemoveFrom(WithoutEscapes(body));
        response.Content.Dispose();
        response.Content = new StringContent(clean, Encoding.UTF8, "application/json");
    }

    // JSON can write every character of a secret in several ways; here it is written in one.
    private static string WithoutEscapes(string body)
    {
        try
        {
            return JsonNode.Parse(body)?.ToJsonString(Unescaped) ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static IEnumerable<string> FromForm(string form) => form.Split('&')
        .Select(static pair => pair.Split('='))
        .Where(static pair => pair.Length == 2 && Fields.Contains(pair[0], StringComparer.Ordinal))
        .Select(static pair => WebUtility.UrlDecode(pair[1]));

    // Of Basic, the text before the encoding has the client's secret, too.
    private static IEnumerable<string> FromHeader(AuthenticationHeaderValue? header)
    {
        if (header?.Parameter is not { } parameter)
        {
            return [];
        }

        return header.Scheme is "Basic" && Plain(parameter) is { } plain
            ? [parameter, Uri.UnescapeDataString(plain.Substring(plain.IndexOf(':') + 1))]
            : [parameter];
    }

    private static string? Plain(string parameter)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
