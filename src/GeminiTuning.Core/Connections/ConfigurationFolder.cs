using System;
using System.IO;

namespace GeminiTuning.Core.Connections;

/// <summary>The folder of the user's files: GEMINITUNING_CONFIG, else where the system keeps such files.</summary>
internal static class ConfigurationFolder
{
    private const string Variable = "GEMINITUNING_CONFIG";
    private const string Name = "GeminiTuning";

#if NETFRAMEWORK
    private static bool OnWindows => true;
#else
    private static bool OnWindows => OperatingSystem.IsWindows();
#endif

    /// <exception cref="TuningException">The environment does not tell.</exception>
    public static string Of(Func<string, string?> environment)
    {
        if (environment(Variable) is { } folder && !string.IsNullOrWhiteSpace(folder))
        {
            return Path.IsPathRooted(folder.Trim()) ? folder.Trim() : throw ConnectionErrors.ConfigurationFolderInvalid(folder);
        }

        if (OnWindows)
        {
            return environment("APPDATA") is { Length: > 0 } roaming
                ? Path.Combine(roaming, Name)
                : throw ConnectionErrors.ConfigurationFolderUnknown("APPDATA");
        }

        // A relative one is to be ignored, says the XDG Base Directory Specification.
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } config && Path.IsPathRooted(config))
        {
            return Path.Combine(config, Name);
        }

        return environment("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".config", Name)
            : throw ConnectionErrors.ConfigurationFolderUnknown("HOME");
    }
}
