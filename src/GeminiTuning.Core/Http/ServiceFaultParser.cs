using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Reads <c>{"error":{code,message,status,details}}</c>, alone or as the first item of an array (streams send it so), and
/// makes the best of bodies that a proxy or a gateway wrote instead.
/// </summary>
internal sealed class ServiceFaultParser
{
    private static readonly Regex Title = new("<title>(?<title>.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private readonly SecretRedactor _redactor;
    private readonly TimeProvider _time;

    public ServiceFaultParser(SecretRedactor redactor, TimeProvider time)
    {
        _redactor = redactor;
        _time = time;
    }

    public ServiceFault Parse(HttpResponseMessage response, byte[] body, int attempts)
    {
        var status = (int)response.StatusCode;
        var asked = RetryAfter(response);
        var lead = _time.GetUtcNow() - response.Headers.Date;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowTrailingCommas = true });
            if (FindError(document.RootElement) is { } error)
            {
                return FromError(error, status, asked, attempts) with { ClockLead = lead };
            }
        }
        catch (JsonException)
        {
            // Not the service's own words; the status line has to do.
        }

        return new ServiceFault
        {
            Error = new ServiceError { Code = status, Message = _redactor.Redact(WithoutMessage(response, body)), RetryDelay = asked },
            Attempts = attempts,
            ClockLead = lead,
        };
    }

    /// <summary>Reads an error that arrived inside a stream whose status said success.</summary>
    public ServiceFault? ParseInStream(JsonElement root)
    {
        if (FindError(root) is not { } error)
        {
            return null;
        }

        var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 500;
        return FromError(error, code, asked: null, attempts: 1);
    }

    private static JsonElement? FindError(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            root = root[0];
        }

        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) ? error : null;
    }

    // Whatever the service says may quote the credential.
    private string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? _redactor.Redact(value.GetString()!)
            : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : default;

    private static TimeSpan? Duration(string? text) =>
        text != null && text.EndsWith('s')
            && double.TryParse(text.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    // Header and body may both ask; the service is given what either wants.
    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one == null || other > one ? other : one;

    private static string WithoutMessage(HttpResponseMessage response, byte[] body)
    {
        var status = string.Format(CultureInfo.InvariantCulture, "{0} {1}", (int)response.StatusCode, response.ReasonPhrase).TrimEnd();
        if (body.Length == 0)
        {
            return "The answer was " + status + " without a body.";
        }

        var title = Title.Match(System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4096)));
        return "The answer was " + status + " with " + (response.Content.Headers.ContentType?.MediaType ?? "a body")
            + (title.Success ? " (\"" + title.Groups["title"].Value.Trim() + "\")" : string.Empty)
            + ", not with the service's own error message: a proxy or gateway may have written it.";
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        if (header?.Date is not { } date)
        {
            return header?.Delta;
        }

        // By the service's own clock, which need not be this machine's.
        var delay = date - (response.Headers.Date ?? _time.GetUtcNow());
        return delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
    }

    private ServiceFault FromError(JsonElement error, int status, TimeSpan? asked, int attempts)
    {
        // The OAuth form: {"error":"invalid_grant","error_description":"…"} has a text here.
        var message = error.ValueKind == JsonValueKind.String ? _redactor.Redact(error.GetString()!) : Text(error, "message");
        string? reason = null;
        string? help = null;
        var retry = asked;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var quota = new List<QuotaViolation>();
        foreach (var detail in Items(error, "details"))
        {
            switch (Text(detail, "@type"))
            {
                case "type.googleapis.com/google.rpc.ErrorInfo":
                    reason ??= Text(detail, "reason");
                    ReadMetadata(detail, metadata);
                    break;
                case "type.googleapis.com/google.rpc.RetryInfo":
                    retry = Longer(retry, Duration(Text(detail, "retryDelay")));
                    break;
                case "type.googleapis.com/google.rpc.QuotaFailure":
                    foreach (var violation in Items(detail, "violations"))
                    {
                        quota.Add(new QuotaViolation(Text(violation, "quotaMetric"), Text(violation, "quotaId"), Text(violation, "quotaValue")));
                    }

                    break;
                case "type.googleapis.com/google.rpc.Help":
                    foreach (var link in Items(detail, "links"))
                    {
                        help ??= Text(link, "url");
                    }

                    break;
                default:
                    break;
            }
        }

        return new ServiceFault
        {
            Error = new ServiceError
            {
                Code = status,
                Status = Text(error, "status"),
                Message = string.IsNullOrWhiteSpace(message) ? "The service gave no message." : message!,
                Reason = reason,
                RetryDelay = retry,
            },
            Metadata = metadata,
            HelpLink = help,
            QuotaViolations = quota,
            Attempts = attempts,
        };
    }

    private void ReadMetadata(JsonElement detail, Dictionary<string, string> metadata)
    {
        if (!detail.TryGetProperty("metadata", out var values) || values.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var value in values.EnumerateObject())
        {
            if (value.Value.ValueKind == JsonValueKind.String)
            {
                metadata[value.Name] = _redactor.Redact(value.Value.GetString()!);
            }
        }
    }
}
