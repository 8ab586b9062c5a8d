using System;
using System.IO;
using GeminiTuning.Core.Connections;

namespace GeminiTuning.Core.SignIn;

/// <summary>The module's folder among the user's settings, or the one that GEMINITUNING_CONFIG names.</summary>
internal static class ConfigurationFolder
{
    private const string Variable = "GEMINITUNING_CONFIG";
    private const string Name = "GeminiTuning";

#if NETFRAMEWORK
    private static bool OnWindows => true;
#else
    private static bool OnWindows => OperatingSystem.IsWindows();
#endif

    /// <returns>The folder, or <see langword="null"/> where the environment does not tell.</returns>
    public static string? Find(Func<string, string?> environment)
    {
        if (environment(Variable) is { } folder && !string.IsNullOrWhiteSpace(folder))
        {
            return Path.IsPathRooted(folder.Trim()) ? folder.Trim() : throw ConnectionErrors.ConfigurationFolderInvalid(folder);
        }

        if (OnWindows)
        {
            return environment("APPDATA") is { Length: > 0 } data ? Path.Combine(data, Name) : null;
        }

        // A relative XDG_CONFIG_HOME is to be ignored.
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } configured && Path.IsPathRooted(configured))
        {
            return Path.Combine(configured, Name);
        }

        return environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", Name) : null;
    }
}
