using System;
using System.IO;

namespace GeminiTuning.Core.SignIn;

/// <summary>The module's folder among the user's settings.</summary>
internal static class ConfigurationFolder
{
    private const string Name = "GeminiTuning";

#if NETFRAMEWORK
    private static bool OnWindows => true;
#else
    private static bool OnWindows => OperatingSystem.IsWindows();
#endif

    /// <returns>The folder, or <see langword="null"/> where the environment does not tell.</returns>
    public static string? Find(Func<string, string?> environment)
    {
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
