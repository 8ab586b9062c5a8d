using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Auth;

/// <summary>What can be wrong with a credential before a service has seen it.</summary>
internal static class AuthErrors
{
    public static TuningException CredentialAmbiguous() => new(
        nameof(CredentialAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Both an API key and an access token are given; a connection uses one of them. Leave out -ApiKey or -AccessToken.");

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

    public static TuningException NoOAuthCredential(IReadOnlyList<string> tried) => new(
        nameof(NoCredential),
        TuningErrorKind.Authentication,
        "No credential for Vertex AI was found, which takes no API key. Looked for: " + string.Join("; ", tried)
        + ". Run gcloud auth application-default login and then Connect-GeminiTuning, or give -AccessToken; "
        + "Connect-GeminiTuning -Emulator needs no account.");

    public static TuningException CredentialFileNotFound(string source) => new(
        nameof(CredentialFileNotFound),
        TuningErrorKind.Authentication,
        "The credential file does not exist: " + source + ". Correct the variable or remove it; nothing else is tried while it is set.")
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
}
