using GeminiTuning.Emulator.Auth.OAuth;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Refuses requests in the words of the services that do not answer as the APIs do.</summary>
internal static class ServiceRefusals
{
    /// <summary>Whether it is Google's front end that answers with a status, whatever the service.</summary>
    public static bool IsOfFrontEnd(int status) => status is 408 or 502;

    /// <summary>The front end's page.</summary>
    public static ApiReply OfFrontEnd(int status)
    {
        var (name, text) = status == 408
            ? ("Client Closed Request", "Your client has taken too long to issue its request.")
            : ("Server Error", "The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.");
        return new ApiReply(
            status,
            "text/html; charset=UTF-8",
            [$"<!DOCTYPE html>\n<html lang=en>\n<title>Error {status} ({name})!!1</title>\n<p><b>{status}.</b> <ins>That’s an error.</ins>\n<p>{text}</p>\n"],
            IsStreamed: false);
    }

    /// <summary>The refusal of Cloud Storage.</summary>
    public static StorageException OfStorage(Refusal refusal) => refusal.Status switch
    {
        400 => StorageErrors.Invalid("Invalid argument."),
        401 => StorageErrors.InvalidCredentials(),
        403 => new StorageException(403, "forbidden", "Access denied."),
        404 => StorageErrors.NotFound(),
        409 => new StorageException(409, "conflict", "The operation conflicts with another one."),
        429 => new StorageException(429, "rateLimitExceeded", "The request rate exceeds the limit. Please reduce the rate of requests."),
        499 => new StorageException(499, "clientClosedRequest", "Client Closed Request"),
        504 => new StorageException(504, "gatewayTimeout", "Gateway Timeout"),
        500 => new StorageException(500, "internalError", "We encountered an internal error. Please try again."),
        _ => new StorageException(refusal.Status, "backendError", "Backend Error"),
    };

    /// <summary>The refusal of the sign-in services.</summary>
    public static OAuthException OfSignIn(Refusal refusal) => refusal.Status switch
    {
        401 => new OAuthException(401, "invalid_client", "The OAuth client was not accepted."),
        403 => new OAuthException(403, "access_denied", "Account restricted"),
        429 => new OAuthException(429, "rate_limit_exceeded", "Rate limit exceeded."),
        503 => new OAuthException(503, "temporarily_unavailable", "The service is temporarily unavailable."),
        < 500 => new OAuthException(refusal.Status, "invalid_request", "Bad Request"),
        _ => new OAuthException(refusal.Status, "internal_failure", "Internal Error"),
    };
}
