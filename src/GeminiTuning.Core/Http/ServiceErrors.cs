using System;
using System.Globalization;
using System.Linq;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Http;

/// <summary>The errors that any Google service can answer with, and those of the way to it.</summary>
internal static class ServiceErrors
{
    // The project of gcloud's own OAuth client: it shows up when a user's credential came without a quota project.
    private const string GcloudConsumer = "projects/764086051850";

    /// <summary>Explains what the machine-readable reason settles, whatever was called.</summary>
    public static TuningException? FromReason(ServiceFault fault, ServiceDescription service, CredentialKind credential) => fault.Error.Reason switch
    {
        "API_KEY_INVALID" => ApiKeyInvalid(fault, service),
        "API_KEY_SERVICE_BLOCKED" or "API_KEY_HTTP_REFERRER_BLOCKED" or "API_KEY_IP_ADDRESS_BLOCKED" or "API_KEY_ANDROID_APP_BLOCKED"
            or "API_KEY_IOS_APP_BLOCKED" => ApiKeyBlocked(fault, service),
        "CREDENTIALS_MISSING" when credential == CredentialKind.ApiKey => OAuthRequired(fault, service),
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => ScopeInsufficient(fault, service),
        "SERVICE_DISABLED" => LacksQuotaProject(fault) ? QuotaProjectMissing(fault) : ServiceDisabled(fault, service),
        "CONSUMER_SUSPENDED" => ConsumerSuspended(fault),
        "CONSUMER_INVALID" => ProjectRefused(fault),
        _ => null,
    };

    /// <summary>Explains what nobody knew better from the status alone.</summary>
    public static TuningException FromStatus(ServiceFault fault, ServiceDescription service) => fault.HttpStatus switch
    {
        400 when Says(fault, "location is not supported") => LocationUnsupported(fault, service),
        400 or 412 when fault.Error.Status is "FAILED_PRECONDITION" => PreconditionFailed(fault, service),
        401 => CredentialRejected(fault, service),
        403 when Says(fault, "unregistered callers") => CredentialMissing(fault, service),
        403 when LacksQuotaProject(fault) => QuotaProjectMissing(fault),
        403 when Says(fault, "insufficient authentication scopes") => ScopeInsufficient(fault, service),
        403 => AccessDenied(fault, service),
        404 => ResourceNotFound(fault, service),
        409 when fault.Error.Status is null or "ALREADY_EXISTS" => ResourceExists(fault, service),
        409 => RequestConflict(fault, service),
        429 when fault.IsDailyQuota => QuotaExceeded(fault, service),
        429 => RateLimited(fault, service),
        405 or 501 => MethodNotSupported(fault, service),
        408 or >= 500 => ServiceUnavailable(fault, service),
        _ => RequestRefused(fault, service),
    };

    public static TuningException ApiKeyInvalid(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ApiKeyInvalid),
        TuningErrorKind.Authentication,
        "The " + service.Name + " does not accept the API key." + Quote(fault)
        + " Make one at https://aistudio.google.com/apikey and run Connect-GeminiTuning -ApiKey with it.",
        fault);

    public static TuningException ApiKeyBlocked(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ApiKeyBlocked),
        TuningErrorKind.PermissionDenied,
        "The API key's restrictions keep it from the " + service.Name + "." + Quote(fault)
        + " Change them at https://console.cloud.google.com/apis/credentials or use another key.",
        fault);

    public static TuningException OAuthRequired(ServiceFault fault, ServiceDescription service) => Make(
        nameof(OAuthRequired),
        TuningErrorKind.Authentication,
        "This call takes no API key." + Quote(fault) + " Connect with OAuth: run " + service.LoginCommand
        + " and then Connect-GeminiTuning -Backend GeminiApi, which takes these Application Default Credentials; or connect with -AccessToken or -CredentialPath.",
        fault);

    public static TuningException ScopeInsufficient(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ScopeInsufficient),
        TuningErrorKind.PermissionDenied,
        "The access token lacks a scope that the " + service.Name + " asks for (" + string.Join(", ", service.Scopes) + ")." + Quote(fault)
        + " Run: " + service.LoginCommand,
        fault);

    public static TuningException QuotaProjectMissing(ServiceFault fault) => Make(
        nameof(QuotaProjectMissing),
        TuningErrorKind.PermissionDenied,
        "A user's credential needs a project to count quota against, and none is set. Run Connect-GeminiTuning -Project with your project's id, or: "
        + "gcloud auth application-default set-quota-project PROJECT_ID." + Quote(fault),
        fault);

    public static TuningException ServiceDisabled(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ServiceDisabled),
        TuningErrorKind.PermissionDenied,
        "The " + service.Name + " is not enabled in "
        + (fault.Metadata.TryGetValue("consumer", out var consumer) ? consumer : "the project") + ". Enable it at "
        + (fault.HelpLink ?? "https://console.cloud.google.com/apis/library") + " and try again some minutes later." + Quote(fault),
        fault);

    public static TuningException ConsumerSuspended(ServiceFault fault) => Make(
        nameof(ConsumerSuspended),
        TuningErrorKind.PermissionDenied,
        "Google has suspended the key's or the project's use of the service." + Quote(fault)
        + " Look at the project in https://console.cloud.google.com/ or use another one.",
        fault);

    public static TuningException ProjectRefused(ServiceFault fault) => Make(
        nameof(ProjectRefused),
        TuningErrorKind.PermissionDenied,
        "The project that quota should be counted against does not exist or is not open to this credential." + Quote(fault)
        + " Give another one: Connect-GeminiTuning -Project.",
        fault);

    public static TuningException LocationUnsupported(ServiceFault fault, ServiceDescription service) => Make(
        nameof(LocationUnsupported),
        TuningErrorKind.NotSupported,
        "The " + service.Name + " is not offered where this computer is." + Quote(fault)
        + " See https://ai.google.dev/gemini-api/docs/available-regions.",
        fault);

    public static TuningException PreconditionFailed(ServiceFault fault, ServiceDescription service) => Make(
        nameof(PreconditionFailed),
        TuningErrorKind.InvalidOperation,
        "The " + service.Name + " cannot do this in the present state." + Quote(fault),
        fault);

    public static TuningException CredentialRejected(ServiceFault fault, ServiceDescription service) => Make(
        nameof(CredentialRejected),
        TuningErrorKind.Authentication,
        "The " + service.Name + " does not accept the credential; an access token may have run out." + Quote(fault) + Clock(fault)
        + " Run Connect-GeminiTuning again with a fresh one.",
        fault);

    public static TuningException CredentialMissing(ServiceFault fault, ServiceDescription service) => Make(
        nameof(CredentialMissing),
        TuningErrorKind.Authentication,
        "The request reached the " + service.Name + " without a credential; a proxy may have removed it." + Quote(fault)
        + " Run Connect-GeminiTuning again.",
        fault);

    public static TuningException AccessDenied(ServiceFault fault, ServiceDescription service) => Make(
        nameof(AccessDenied),
        TuningErrorKind.PermissionDenied,
        "The credential may not do this on the " + service.Name + "." + Quote(fault)
        + " Get-GeminiTuningContext shows which credential and project are in use.",
        fault);

    public static TuningException ResourceNotFound(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ResourceNotFound),
        TuningErrorKind.NotFound,
        "The " + service.Name + " does not know what was asked for." + Quote(fault) + " Check the name and the endpoint (Get-GeminiTuningContext).",
        fault);

    public static TuningException ResourceExists(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ResourceExists),
        TuningErrorKind.AlreadyExists,
        "The " + service.Name + " already has something of this name." + Quote(fault),
        fault);

    public static TuningException RequestConflict(ServiceFault fault, ServiceDescription service) => Make(
        nameof(RequestConflict),
        TuningErrorKind.InvalidOperation,
        "Something else changed the same thing at the same time on the " + service.Name + "." + Quote(fault) + " Look at it and try again.",
        fault);

    public static TuningException QuotaExceeded(ServiceFault fault, ServiceDescription service) => Make(
        nameof(QuotaExceeded),
        TuningErrorKind.LimitsExceeded,
        "A daily quota of the " + service.Name + " is used up ("
        + string.Join(", ", fault.QuotaViolations.Where(static violation => violation.IsDaily).Select(static violation => violation.Id))
        + "); it was not tried again." + Quote(fault) + " Go on tomorrow, or raise the quota.",
        fault);

    public static TuningException RateLimited(ServiceFault fault, ServiceDescription service) => Make(
        nameof(RateLimited),
        TuningErrorKind.LimitsExceeded,
        "The " + service.Name + " takes no more requests for now" + Tries(fault) + "." + Wait(fault) + Quote(fault),
        fault);

    public static TuningException MethodNotSupported(ServiceFault fault, ServiceDescription service) => Make(
        nameof(MethodNotSupported),
        TuningErrorKind.NotSupported,
        "The " + service.Name + " does not offer this call." + Quote(fault),
        fault);

    public static TuningException ServiceUnavailable(ServiceFault fault, ServiceDescription service) => Make(
        nameof(ServiceUnavailable),
        TuningErrorKind.Unavailable,
        string.Format(CultureInfo.InvariantCulture, "The {0} has a fault or is overloaded ({1}{2})", service.Name, fault.HttpStatus, Status(fault))
        + Tries(fault) + "." + Wait(fault) + Quote(fault) + " Try again later.",
        fault);

    public static TuningException RequestRefused(ServiceFault fault, ServiceDescription service) => Make(
        nameof(RequestRefused),
        TuningErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "The {0} refused the request ({1}{2}).", service.Name, fault.HttpStatus, Status(fault)) + Quote(fault),
        fault);

    public static TuningException RedirectRefused(Uri endpoint, Uri? location) => new(
        nameof(RedirectRefused),
        TuningErrorKind.Connection,
        endpoint.Host + " answers with a redirect"
        + (location is { IsAbsoluteUri: true } ? " to " + location.Host : string.Empty)
        + ", which is not followed, as the credential would go along. A proxy may ask for a login; or check -Endpoint.")
    { Target = endpoint };

    public static TuningException ConnectionFailed(Uri endpoint, int attempts, string? hint, SecretRedactor redactor, Exception cause) => new(
        nameof(ConnectionFailed),
        TuningErrorKind.Connection,
        "No answer from " + endpoint.Authority
        + (attempts > 1 ? string.Format(CultureInfo.InvariantCulture, " in {0} attempts", attempts) : string.Empty)
        + ": " + redactor.Redact((cause.InnerException ?? cause).Message.TrimEnd('.')) + ". "
        + (endpoint.IsLoopback
            ? "Is the emulator running? Start-GeminiTuningEmulator starts one."
            : "Check the network, the proxy and -Endpoint.")
        + After(hint),
        redactor.IsClean(cause) ? cause : null)
    { Target = endpoint };

    public static TuningException ConnectionClosed(Uri endpoint) => new(
        nameof(ConnectionClosed),
        TuningErrorKind.InvalidOperation,
        "This connection to " + endpoint.Authority + " has been closed. Run Connect-GeminiTuning.")
    { Target = endpoint };

    public static TuningException RequestTimedOut(Uri endpoint, TimeSpan limit, string? hint, Exception cause) => new(
        nameof(RequestTimedOut),
        TuningErrorKind.Timeout,
        string.Format(CultureInfo.InvariantCulture, "{0} did not answer within {1:0} s. Try again later.", endpoint.Authority, limit.TotalSeconds)
        + After(hint),
        cause)
    { Target = endpoint };

    public static TuningException AnswerUnreadable(Uri endpoint, string request, string? hint, Exception cause) => new(
        nameof(AnswerUnreadable),
        TuningErrorKind.InvalidData,
        "The answer of " + endpoint.Authority + " to " + request + " is not the JSON that it should be. Check that -Endpoint is the service and not a proxy's page."
        + After(hint),
        cause)
    { Target = endpoint };

    public static TuningException AnswerTooLong() => new(
        nameof(AnswerTooLong),
        TuningErrorKind.InvalidData,
        FormattableString.Invariant($"An answer has more than {AnswerBody.MostMegabytes} MB, which none of the service's has. Check that -Endpoint is the service."));

    /// <summary>The service's words, to end or to follow a sentence.</summary>
    public static string Quote(ServiceFault fault) => " The service says: \"" + fault.Error.Message.Trim() + "\"";

    public static bool Says(ServiceFault fault, string text) => fault.Error.Message.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static bool LacksQuotaProject(ServiceFault fault) =>
        Says(fault, "requires a quota project")
        || (fault.Metadata.TryGetValue("consumer", out var consumer) && consumer is GcloudConsumer);

    private static string Status(ServiceFault fault) => fault.Error.Status == null ? string.Empty : " " + fault.Error.Status;

    private static string Tries(ServiceFault fault) =>
        fault.Attempts > 1 ? string.Format(CultureInfo.InvariantCulture, ", tried {0} times", fault.Attempts) : string.Empty;

    private static string Wait(ServiceFault fault) => fault.Error.RetryDelay is { } delay
        ? string.Format(CultureInfo.InvariantCulture, " It asks to wait {0:0.#} s.", delay.TotalSeconds)
        : string.Empty;

    // Tokens bear the times between which they are good.
    private static string Clock(ServiceFault fault) => fault.ClockLead is { } lead && Math.Abs(lead.TotalMinutes) >= 5
        ? string.Format(
            CultureInfo.InvariantCulture,
            " This machine's clock is {0:0} minutes {1} the service's, which can be the reason: set the clock.",
            Math.Abs(lead.TotalMinutes),
            lead > TimeSpan.Zero ? "ahead of" : "behind")
        : string.Empty;

    private static string After(string? hint) => hint == null ? string.Empty : " " + hint;

    private static TuningException Make(string id, TuningErrorKind kind, string message, ServiceFault fault) =>
        new(id, kind, message) { ServiceError = fault.Error };
}
