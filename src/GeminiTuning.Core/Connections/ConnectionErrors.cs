using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Core.Connections;

/// <summary>What can be wrong with saved connections and their file.</summary>
internal static class ConnectionErrors
{
    public static TuningException ConnectionNameInvalid(string name) => new(
        nameof(ConnectionNameInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' cannot be the name of a saved connection: it must have 1 to 64 letters, digits, dots, hyphens and underscores, with a letter or digit first, such as staging.")
    { Target = name };

    public static TuningException ConnectionNotFound(string name, string path, IEnumerable<string> known)
    {
        var names = string.Join(", ", known);
        return new TuningException(
            nameof(ConnectionNotFound),
            TuningErrorKind.NotFound,
            "No connection is saved as '" + name + "' in " + path + ". " + (names.Length == 0 ? "None is saved at all. " : "Those saved are " + names + ". ")
            + "Save one with Connect-GeminiTuning -Name.")
        { Target = name };
    }

    public static TuningException SecretNeeded(SavedConnection saved, string parameter) => new(
        nameof(SecretNeeded),
        TuningErrorKind.Authentication,
        "The connection '" + saved.Name + "' was saved with " + parameter + ", and secrets are not saved. Give it again: Select-GeminiTuningContext "
        + saved.Name + " " + parameter + " (Read-Host -AsSecureString).")
    { Target = saved.Name };

    public static TuningException SecretNotUsed(SavedConnection saved, string parameter) => new(
        nameof(SecretNotUsed),
        TuningErrorKind.InvalidArgument,
        "The connection '" + saved.Name + "' was not saved with " + parameter + " but with " + Place(saved) + ". Leave " + parameter
        + " out, or save it anew with Connect-GeminiTuning -Name " + saved.Name + " " + parameter + ".")
    { Target = saved.Name };

    public static TuningException SavedCredentialMissing(SavedConnection saved) => new(
        nameof(SavedCredentialMissing),
        TuningErrorKind.Authentication,
        "The credential of the saved connection '" + saved.Name + "' is not where it was: " + Place(saved)
        + ". Put it back, or save the connection anew with Connect-GeminiTuning -Name " + saved.Name + ".")
    { Target = saved.Name };

    public static TuningException ConfigurationFolderUnknown() => new(
        nameof(ConfigurationFolderUnknown),
        TuningErrorKind.InvalidOperation,
        "There is no folder for saved connections, as the environment tells neither APPDATA (Windows) nor HOME. Name a folder in the environment variable GEMINITUNING_CONFIG.");

    public static TuningException ConfigurationFolderInvalid(string folder) => new(
        nameof(ConfigurationFolderInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + folder + "' (environment variable GEMINITUNING_CONFIG) is not a full path. Give one, so that the same folder is meant everywhere.")
    { Target = folder };

    public static TuningException ConnectionsFileInvalid(string path, long line, long column, string problem) => new(
        nameof(ConnectionsFileInvalid),
        TuningErrorKind.InvalidData,
        "The file of saved connections is not right at line " + line.ToString(CultureInfo.InvariantCulture) + ", column "
        + column.ToString(CultureInfo.InvariantCulture) + ": " + path + ": " + problem.TrimEnd('.') + ". Correct that, or move the file away; it is left as it is.")
    { Target = path };

    public static TuningException ConnectionsFileUnreadable(string path, Exception cause) => new(
        nameof(ConnectionsFileUnreadable),
        TuningErrorKind.ReadError,
        "The file of saved connections cannot be read: " + path + ": " + cause.Message.TrimEnd('.') + ". Check who may read it.",
        cause)
    { Target = path };

    public static TuningException ConnectionsFileUnwritable(string path, Exception cause) => new(
        nameof(ConnectionsFileUnwritable),
        TuningErrorKind.InvalidOperation,
        "The file of saved connections cannot be written, and is left as it was: " + path + ": " + cause.Message.TrimEnd('.')
        + ". Check the disk and who may write there, or name another folder in GEMINITUNING_CONFIG.",
        cause)
    { Target = path };

    public static TuningException ConnectionsFileBusy(string path, TimeSpan patience) => new(
        nameof(ConnectionsFileBusy),
        TuningErrorKind.Timeout,
        "The file of saved connections has been in use by another process for " + patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)
        + " seconds: " + path + ". Try again; if it goes on, see which process has it open.")
    { Target = path };

    private static string Place(SavedConnection saved) =>
        string.Join(" ", new[] { saved.Credential.ToString(), saved.CredentialSource }.Where(static text => text != null));
}
