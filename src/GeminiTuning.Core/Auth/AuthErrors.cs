using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>What can be wrong with a credential before a service has seen it.</summary>
internal static class AuthErrors
{
    public static TuningException CredentialAmbiguous() => new(
        nameof(CredentialAmbiguous),
        TuningErrorKind.InvalidArgument,
        "More than one credential is given; a connection uses one. Give only one of -ApiKey, -AccessToken and -CredentialPath.");

    public static TuningException ApiKeyNotSupported() => new(
        nameof(ApiKeyNotSupported),
        TuningErrorKind.NotSupported,
        "Vertex AI takes no API key for tuning. Leave out -ApiKey and run gcloud auth application-default login first, or give -AccessToken; "
        + "an API key is for the Gemini API (-Backend GeminiApi).");

    public static TuningException CredentialBlank(string source) => new(
        nameof(CredentialBlank),
        TuningErrorKind.Authentication,
        "The credential (" + source + ") is blank. Give the key's or the token's text; an API key comes from https://aistudio.google.com/apikey.");

    public static TuningException CredentialMalformed(string source) => new(
        nameof(CredentialMalformed),
        TuningErrorKind.Authentication,
        "The credential (" + source + ") has characters that no key or token has, such as blanks inside or letters beyond ASCII. Copy it again.");

    public static TuningException NoCredential(IReadOnlyList<string> tried) => new(
        nameof(NoCredential),
        TuningErrorKind.Authentication,
        "No credential was found. Looked for: " + string.Join("; ", tried) + ". Run one of: Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString); "
        + "Connect-GeminiTuning -Emulator, which needs no account; gcloud auth application-default login and then Connect-GeminiTuning.");

    public static TuningException NoOAuthCredential(IReadOnlyList<string> tried, bool forImpersonation) => new(
        nameof(NoCredential),
        TuningErrorKind.Authentication,
        (forImpersonation
            ? "No credential was found that can act as a service account; an API key cannot. Looked for: "
            : "No credential for Vertex AI was found, which takes no API key. Looked for: ")
        + string.Join("; ", tried)
        + ". Run gcloud auth application-default login and then Connect-GeminiTuning, or give -CredentialPath or -AccessToken; "
        + "Connect-GeminiTuning -Emulator needs no account.");

    public static TuningException CredentialFileNotFound(string source) => new(
        nameof(CredentialFileNotFound),
        TuningErrorKind.Authentication,
        "The credential file does not exist: " + source + ". Correct the path; nothing else is tried while it is given.")
    { Target = source };

    public static TuningException CredentialFileUnreadable(string source, Exception cause) => new(
        nameof(CredentialFileUnreadable),
        TuningErrorKind.ReadError,
        "The credential file cannot be read: " + source + ": " + cause.Message,
        cause)
    { Target = source };

    public static TuningException CredentialFileInvalid(string source, string problem) => new(
        nameof(CredentialFileInvalid),
        TuningErrorKind.Authentication,
        "The credential file is not one of Google's: " + source + ": " + problem + ". Make it again, for instance with gcloud auth application-default login.")
    { Target = source };

    public static TuningException CredentialTypeUnsupported(string source, string? type, IReadOnlyList<string> known) => new(
        nameof(CredentialTypeUnsupported),
        TuningErrorKind.Authentication,
        "The credential file " + source + " has the type '" + type + "'; a credential's type is one of " + string.Join(", ", known)
        + ". Make one with gcloud auth application-default login, or use -AccessToken.")
    { Target = source };

    public static TuningException TokenRefused(string source, string? error, string? description) => new(
        nameof(TokenRefused),
        TuningErrorKind.Authentication,
        "Google gives no access token for the credential (" + source + "): " + (error ?? "no reason")
        + (string.IsNullOrWhiteSpace(description) ? string.Empty : ", " + description!.TrimEnd('.'))
        + ". Run gcloud auth application-default login, or give another credential to Connect-GeminiTuning.")
    { Target = source };

    public static TuningException CredentialRevoked(string source, string? description) => new(
        nameof(CredentialRevoked),
        TuningErrorKind.Authentication,
        "Google no longer accepts the credential (" + source + "): it was revoked, has expired or was deleted."
        + (string.IsNullOrWhiteSpace(description) ? string.Empty : " Google says: \"" + description!.Trim() + "\"")
        + " Sign in again (gcloud auth application-default login, or -ClientSecretPath) or make a new key, and run Connect-GeminiTuning.")
    { Target = source };

    public static TuningException ClockSkewed(string source, TimeSpan? lead, string description) => new(
        nameof(ClockSkewed),
        TuningErrorKind.Authentication,
        "Google refuses the credential (" + source + ") for its time: "
        + (lead is { } off && Math.Abs(off.TotalSeconds) >= 1
            ? "this machine's clock is " + Span(off) + (off > TimeSpan.Zero ? " ahead" : " behind")
            : "this machine's clock may be wrong")
        + ". Set the clock and try again. Google says: \"" + description.Trim() + "\"")
    { Target = source };

    public static TuningException TokenServiceUnavailable(string source, int status) => new(
        nameof(TokenServiceUnavailable),
        TuningErrorKind.Unavailable,
        "Google's token service has a fault or is overloaded (status " + status.ToString(CultureInfo.InvariantCulture) + ") and gives no access token for the credential ("
        + source + "). Try again later.")
    { Target = source };

    public static TuningException TokenRedirectRefused(Uri address) => new(
        nameof(TokenRedirectRefused),
        TuningErrorKind.Authentication,
        address.Authority + " sends the request for an access token elsewhere; a credential is not sent on. Check the addresses in the credential file, and the proxy.")
    { Target = address.Authority };

    public static TuningException CredentialHostRefused(string source, string field, string host) => new(
        nameof(CredentialHostRefused),
        TuningErrorKind.Authentication,
        "The credential file " + source + " has the address '" + host + "' in " + field + ", which is not one of Google's over https. Nothing was sent. "
        + "Use a file that you made yourself, with addresses of googleapis.com; a test server must be on this machine or the one that -Endpoint names."
        + (field.StartsWith("credential_source", StringComparison.Ordinal) ? " Another provider's token can be put into a file: credential_source.file." : string.Empty))
    { Target = host };

    public static TuningException UniverseUnsupported(string source, string universe) => new(
        nameof(UniverseUnsupported),
        TuningErrorKind.Authentication,
        "The credential file " + source + " belongs to the universe '" + universe + "'; only googleapis.com is supported. Use a credential of Google Cloud's public service.")
    { Target = universe };

    public static TuningException CredentialFileIsClientSecret(string source, string path) => new(
        nameof(CredentialFileIsClientSecret),
        TuningErrorKind.Authentication,
        "What " + source + " names is an OAuth client, which people sign in with, and not a credential. Sign in with it: Connect-GeminiTuning -ClientSecretPath '" + path + "'.")
    { Target = path };

    public static TuningException ExecutableNotAllowed(string source, string command, string variable) => new(
        nameof(ExecutableNotAllowed),
        TuningErrorKind.Authentication,
        "The credential file " + source + " gets its token by running '" + command + "'. If that is what you want, set the environment variable "
        + variable + " to 1 and connect again.")
    { Target = command };

    public static TuningException MetadataHostInvalid(string host) => new(
        nameof(MetadataHostInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + host + "' (environment variable GCE_METADATA_HOST) is not a host: give a name or an address, with :PORT where it needs one.")
    { Target = host };

    public static TuningException ScopeInvalid(string scope) => new(
        nameof(ScopeInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + scope + "' is not a scope. A scope is an address such as https://www.googleapis.com/auth/cloud-platform.")
    { Target = scope };

    public static TuningException DelegateWithoutTarget() => new(
        nameof(DelegateWithoutTarget),
        TuningErrorKind.InvalidArgument,
        "-Delegate names the service accounts on the way to another one, which is not given. Add -ImpersonateServiceAccount.");

    public static TuningException ServiceAccountInvalid(string account) => new(
        nameof(ServiceAccountInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + account + "' is not a service account: give its address, such as tuner@my-project.iam.gserviceaccount.com, or its number.")
    { Target = account };

    public static TuningException ImpersonationRefused(ImpersonationTarget target, string? member, ServiceFault fault) => new(
        nameof(ImpersonationRefused),
        TuningErrorKind.Authentication,
        "The credential may not act as " + target.Account + ". "
        + (member == null ? "Its account" : (member.EndsWith(".gserviceaccount.com", StringComparison.Ordinal) ? "serviceAccount:" : "user:") + member)
        + " needs the role roles/iam.serviceAccountTokenCreator (permission iam.serviceAccounts.getAccessToken) on "
        + string.Join(", that one on ", target.Delegates.Append(target.Account)) + "." + ServiceErrors.Quote(fault))
    { Target = target.Account, ServiceError = fault.Error };

    public static TuningException ServiceAccountNotFound(string account, ServiceFault fault) => new(
        nameof(ServiceAccountNotFound),
        TuningErrorKind.Authentication,
        "There is no service account " + account + " to act as." + ServiceErrors.Quote(fault) + " Correct -ImpersonateServiceAccount; gcloud iam service-accounts list shows a project's.")
    { Target = account, ServiceError = fault.Error };

    public static TuningException SubjectTokenMissing(string source, string problem) => new(
        nameof(SubjectTokenMissing),
        TuningErrorKind.Authentication,
        "The outside token that the credential (" + source + ") is exchanged for cannot be had: " + problem)
    { Target = source };

    public static TuningException TokenServiceUnreachable(string source, Exception cause) => new(
        nameof(TokenServiceUnreachable),
        TuningErrorKind.Connection,
        "Google's token service cannot be reached for the credential (" + source + "): " + cause.Message + " Check the network and the proxy.",
        cause)
    { Target = source };

    public static TuningException ProjectInvalid(ProjectSetting project) => new(
        nameof(ProjectInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + project.Project + "' (" + project.Source + ") is not a project: give its id, such as my-project-123, or its number.")
    { Target = project.Project };

    private static string Span(TimeSpan off) => off.Duration() is var span && span < TimeSpan.FromMinutes(2)
        ? span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s"
        : span.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " minutes";
}
