using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.SignIn;

/// <summary>What can go wrong while somebody signs in with an OAuth client of their own.</summary>
internal static class SignInErrors
{
    private const string OtherWays = "-CredentialPath, -AccessToken, or Application Default Credentials (Connect-GeminiTuning without -ClientSecretPath)";

    public static TuningException ClientSecretNotFound(string path) => new(
        nameof(ClientSecretNotFound),
        TuningErrorKind.NotFound,
        "The OAuth client file '" + path + "' does not exist. Download it from https://console.cloud.google.com/apis/credentials.")
    { Target = path };

    public static TuningException ClientSecretUnreadable(string path, Exception cause) => new(
        nameof(ClientSecretUnreadable),
        TuningErrorKind.ReadError,
        "The OAuth client file '" + path + "' cannot be read: " + cause.Message,
        cause)
    { Target = path };

    public static TuningException ClientSecretInvalid(string path, string problem) => new(
        nameof(ClientSecretInvalid),
        TuningErrorKind.InvalidData,
        "'" + path + "' is not the file of an OAuth client for installed applications: " + problem
        + ". Make a client of the type Desktop app at https://console.cloud.google.com/apis/credentials and download its JSON file.")
    { Target = path };

    public static TuningException ClientSecretIsCredential(string path, string type) => new(
        nameof(ClientSecretIsCredential),
        TuningErrorKind.InvalidData,
        "'" + path + "' is a credential of the type '" + type + "' and not the file of an OAuth client. Give it to -CredentialPath.")
    { Target = path };

    public static TuningException ClientSecretHostRefused(string path, string field, string host) => new(
        nameof(ClientSecretHostRefused),
        TuningErrorKind.InvalidData,
        "The OAuth client file '" + path + "' would have the sign-in sent to '" + host + "' (" + field
        + "), which is not Google's. Download the file again, or name the host with -Endpoint if it is meant.")
    { Target = path };

    public static TuningException SignInNeedsSomebody(string path, bool hasExpired) => new(
        nameof(SignInNeedsSomebody),
        TuningErrorKind.Authentication,
        (hasExpired ? "The sign-in that is kept for '" + path + "' has expired or was revoked" : "No sign-in is kept for '" + path + "'")
        + ", and this session is not interactive: nobody can answer a browser or a prompt. Use " + OtherWays
        + " instead, or sign in once in an interactive session of the same user on this computer.")
    { Target = path };

    public static TuningException SignInDenied(string path) => new(
        nameof(SignInDenied),
        TuningErrorKind.Authentication,
        "The sign-in with '" + path + "' was denied in the browser. Sign in again and allow the access, or use " + OtherWays + ".")
    { Target = path };

    public static TuningException SignInRefused(string path, string? error, string? description) => new(
        nameof(SignInRefused),
        TuningErrorKind.Authentication,
        "Google refuses the sign-in with '" + path + "': " + (string.IsNullOrWhiteSpace(error) ? "no reason" : error)
        + (string.IsNullOrWhiteSpace(description) ? string.Empty : ", " + description!.TrimEnd('.'))
        + ". See whether the client still exists at https://console.cloud.google.com/apis/credentials, and sign in again.")
    { Target = path };

    public static TuningException SignInTimedOut(string host, TimeSpan limit) => new(
        nameof(SignInTimedOut),
        TuningErrorKind.Timeout,
        "Nobody has signed in at " + host + " within " + limit.TotalMinutes.ToString("0", System.Globalization.CultureInfo.InvariantCulture)
        + " minutes. Run the command again; with -NoBrowser, the address can be opened on another computer.");

    public static TuningException SignInAnswerInvalid(string problem) => new(
        nameof(SignInAnswerInvalid),
        TuningErrorKind.InvalidArgument,
        "The sign-in was given up: " + problem + " Run the command again and paste the whole address that the browser ends at.");

    public static TuningException SignInWithoutRefreshToken(string path) => new(
        nameof(SignInWithoutRefreshToken),
        TuningErrorKind.Authentication,
        "The sign-in with '" + path + "' brought no refresh token, so it could not be renewed. Remove the application's access at "
        + "https://myaccount.google.com/permissions and sign in again.")
    { Target = path };

    public static TuningException ScopesNotGranted(string path, IReadOnlyList<string> missing) => new(
        nameof(ScopesNotGranted),
        TuningErrorKind.PermissionDenied,
        "The sign-in with '" + path + "' was not given all that it asked for; missing: " + string.Join(", ", missing)
        + ". Sign in again and leave every box ticked, or ask for less with -Scope.")
    { Target = missing };

    public static TuningException SignInNotKept(string? path, Exception? cause) => new(
        nameof(SignInNotKept),
        TuningErrorKind.InvalidOperation,
        path == null
            ? "The sign-in cannot be kept, because the environment names no folder of the user (HOME, XDG_CONFIG_HOME or APPDATA)."
            : "The sign-in cannot be kept in '" + path + "': " + cause!.Message,
        cause)
    { Target = path };

    public static TuningException SignInUnreadable(string path, Exception cause) => new(
        nameof(SignInUnreadable),
        TuningErrorKind.ReadError,
        "The sign-in that is kept in '" + path + "' cannot be used: " + cause.Message + " Make the file your own, or delete it and sign in again.",
        cause)
    { Target = path };

    public static TuningException SignInNotDeleted(string path, Exception cause) => new(
        nameof(SignInNotDeleted),
        TuningErrorKind.InvalidOperation,
        "The sign-in that is kept in '" + path + "' cannot be deleted: " + cause.Message + " Delete the file yourself.",
        cause)
    { Target = path };

    public static TuningException SignInNotRevoked(string path, string host, string problem) => new(
        nameof(SignInNotRevoked),
        TuningErrorKind.Connection,
        "The sign-in with '" + path + "' was deleted from this computer but not revoked at " + host + ": " + problem.TrimEnd('.')
        + ". Remove the application's access at https://myaccount.google.com/permissions.")
    { Target = path };

    public static TuningException ApplicationDefaultNotWritten(string? path, Exception? cause) => new(
        nameof(ApplicationDefaultNotWritten),
        TuningErrorKind.InvalidOperation,
        path == null
            ? "Application Default Credentials cannot be written, because the environment names no folder for them. Set CLOUDSDK_CONFIG."
            : "Application Default Credentials cannot be written to '" + path + "': " + cause!.Message,
        cause)
    { Target = path };
}
