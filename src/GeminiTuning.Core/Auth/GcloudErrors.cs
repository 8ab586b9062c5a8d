using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Auth;

/// <summary>What can be wrong with gcloud's files.</summary>
internal static class GcloudErrors
{
    public static TuningException GcloudConfigurationNotFound(string name, string? folder, IReadOnlyList<string> known) => new(
        nameof(GcloudConfigurationNotFound),
        TuningErrorKind.NotFound,
        "There is no gcloud configuration '" + name + "' in " + (folder ?? "the folder of gcloud, which the environment does not tell") + ". "
        + (known.Count == 0 ? "There is none at all. " : "Those that exist are " + string.Join(", ", known) + ". ")
        + "Give the name of one that exists, or make it with gcloud config configurations create.")
    { Target = name };

    public static TuningException GcloudConfigurationUnreadable(string path, Exception cause) => new(
        nameof(GcloudConfigurationUnreadable),
        TuningErrorKind.ReadError,
        "The gcloud configuration cannot be read: " + path + ": " + cause.Message.TrimEnd('.') + ". Check who may read it.",
        cause)
    { Target = path };

    // The line is not repeated: it may be anything.
    public static TuningException GcloudConfigurationInvalid(string path, string line) => new(
        nameof(GcloudConfigurationInvalid),
        TuningErrorKind.InvalidData,
        "Line " + line + " of " + path + " is neither a section, nor a property with its value, nor a comment. Correct it, or make the configuration anew with gcloud.")
    { Target = path };

    public static TuningException GcloudCredentialMissing(string name, string account, string looked) => new(
        nameof(GcloudCredentialMissing),
        TuningErrorKind.Authentication,
        "No credential of " + account + ", the account of the gcloud configuration '" + name + "', was found. Looked for: " + looked
        + ". Run gcloud auth login " + account + ", or give a credential of that account with -CredentialPath.")
    { Target = name };
}
