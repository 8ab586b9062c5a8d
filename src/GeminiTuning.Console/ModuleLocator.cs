using System.IO;

namespace GeminiTuning.Console;

/// <summary>Finds the built module from where this program lies, so that no path of a machine is compiled in.</summary>
internal static class ModuleLocator
{
    /// <summary>The manifest in the nearest out/GeminiTuning at or above a folder, or null.</summary>
    public static string? Find(string folder)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
        {
            string manifest = Path.Combine(current.FullName, "out", "GeminiTuning", "GeminiTuning.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        return null;
    }
}
