using System.Collections.Generic;
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

    private static JsonValue Type(string name) => JsonValue.String("type.googleapis.com/google.rpc." + name);
}
