using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Errors;

/// <summary>The structured details of errors (<c>google.rpc.ErrorInfo</c> and its neighbours).</summary>
internal static class ErrorDetails
{
    public static JsonValue BadRequest(IEnumerable<FieldViolation> violations) => JsonValue.Object(
        ("@type", Type("BadRequest")),
        ("fieldViolations", JsonValue.Array([.. violations.Select(violation => violation.Field.Length == 0
            ? JsonValue.Object(("description", JsonValue.String(violation.Description)))
            : JsonValue.Object(("field", JsonValue.String(violation.Field)), ("description", JsonValue.String(violation.Description))))])));

    public static JsonValue ErrorInfo(string reason, string service, string? method = null) => method is null
        ? ErrorInfo(reason, "googleapis.com", ("service", JsonValue.String(service)))
        : ErrorInfo(reason, "googleapis.com", ("service", JsonValue.String(service)), ("method", JsonValue.String(method)));

    public static JsonValue ErrorInfo(string reason, string domain, params (string Name, JsonValue Value)[] metadata) => JsonValue.Object(
        ("@type", Type("ErrorInfo")),
        ("reason", JsonValue.String(reason)),
        ("domain", JsonValue.String(domain)),
        ("metadata", JsonValue.Object(metadata)));

    public static JsonValue LocalizedMessage(string message) => JsonValue.Object(
        ("@type", Type("LocalizedMessage")),
        ("locale", JsonValue.String("en-US")),
        ("message", JsonValue.String(message)));

    public static JsonValue QuotaFailure(string metric, string id, string value, (string Name, JsonValue Value)[] dimensions) => JsonValue.Object(
        ("@type", Type("QuotaFailure")),
        ("violations", JsonValue.Array([JsonValue.Object(
            ("quotaMetric", JsonValue.String(metric)),
            ("quotaId", JsonValue.String(id)),
            ("quotaDimensions", JsonValue.Object(dimensions)),
            ("quotaValue", JsonValue.String(value)))])));

    public static JsonValue RetryInfo(TimeSpan delay) => JsonValue.Object(("@type", Type("RetryInfo")), ("retryDelay", JsonValue.String(Duration(delay))));

    public static JsonValue Help(string description, string url) => JsonValue.Object(
        ("@type", Type("Help")),
        ("links", JsonValue.Array([JsonValue.Object(("description", JsonValue.String(description)), ("url", JsonValue.String(url)))])));

    /// <summary>A duration as the services write it: <c>23.474s</c>.</summary>
    public static string Duration(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s";

    private static JsonValue Type(string name) => JsonValue.String("type.googleapis.com/google.rpc." + name);
}
