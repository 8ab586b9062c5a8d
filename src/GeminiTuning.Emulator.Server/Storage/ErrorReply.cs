using System.Collections.Generic;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Makes answers of errors: <c>{"error": {code, message, errors}}</c>.</summary>
internal static class ErrorReply
{
    public static StorageReply Create(StorageException exception)
    {
        var reply = exception.Status == 304 ? StorageReply.Empty(304)
            : exception.IsPlainText ? new StorageReply { Status = exception.Status, Text = exception.Message }
            : new StorageReply { Status = exception.Status, Json = Body(exception) };
        if (exception.Length is { } length)
        {
            reply.With("Content-Range", "bytes */" + WireFormat.Int64(length));
        }

        if (exception.Allow is { } allow)
        {
            reply.With("Allow", allow);
        }

        return exception.Status == 401
            ? reply.With("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"")
            : reply;
    }

    private static JsonValue Body(StorageException exception)
    {
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            new("message", JsonValue.String(exception.Message)),
            new("domain", JsonValue.String("global")),
            new("reason", JsonValue.String(exception.Reason)),
        };
        if (exception.LocationType is { } locationType)
        {
            members.Add(new("locationType", JsonValue.String(locationType)));
            members.Add(new("location", JsonValue.String(exception.Location ?? "")));
        }

        return JsonValue.Object(("error", JsonValue.Object(
            ("code", JsonValue.Number(exception.Status)),
            ("message", JsonValue.String(exception.Message)),
            ("errors", JsonValue.Array([JsonValue.Object(members)])))));
    }
}
