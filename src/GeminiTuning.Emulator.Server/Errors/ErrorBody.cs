using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Errors;

/// <summary>The body of an error: <c>{"error": {code, message, status, details}}</c>.</summary>
internal static class ErrorBody
{
    public static int HttpStatus(ApiException exception) => exception.HttpStatus ?? exception.Code switch
    {
        RpcCode.InvalidArgument or RpcCode.FailedPrecondition => 400,
        RpcCode.Unauthenticated => 401,
        RpcCode.PermissionDenied => 403,
        RpcCode.NotFound => 404,
        RpcCode.AlreadyExists or RpcCode.Aborted => 409,
        RpcCode.Cancelled => 499,
        RpcCode.ResourceExhausted => 429,
        RpcCode.Unimplemented => 501,
        RpcCode.Internal => 500,
        RpcCode.Unavailable => 503,
        RpcCode.DeadlineExceeded => 504,
        _ => throw new InvalidOperationException($"{exception.Code} has no HTTP status."),
    };

    public static JsonValue Create(ApiException exception)
    {
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            new("code", JsonValue.Number(HttpStatus(exception))),
            new("message", JsonValue.String(exception.Message)),
            new("status", JsonValue.String(StatusName(exception.Code))),
        };
        if (exception.Details.Count > 0)
        {
            members.Add(new("details", JsonValue.Array(exception.Details)));
        }

        return JsonValue.Object(("error", JsonValue.Object(members)));
    }

    private static string StatusName(RpcCode code) => code switch
    {
        RpcCode.Cancelled => "CANCELLED",
        RpcCode.InvalidArgument => "INVALID_ARGUMENT",
        RpcCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        RpcCode.NotFound => "NOT_FOUND",
        RpcCode.AlreadyExists => "ALREADY_EXISTS",
        RpcCode.PermissionDenied => "PERMISSION_DENIED",
        RpcCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        RpcCode.FailedPrecondition => "FAILED_PRECONDITION",
        RpcCode.Aborted => "ABORTED",
        RpcCode.Unimplemented => "UNIMPLEMENTED",
        RpcCode.Unavailable => "UNAVAILABLE",
        RpcCode.Unauthenticated => "UNAUTHENTICATED",
        _ => "INTERNAL",
    };
}
