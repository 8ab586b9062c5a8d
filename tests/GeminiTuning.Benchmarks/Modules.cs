using System;
using System.IO;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace GeminiTuning.Benchmarks;

/// <summary>Where the modules are, and a runspace to import them into.</summary>
internal static class Modules
{
    public static string Ours { get; } = FindOurs();

    public static string Empty { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(Ours)!,
        "../../tests/GeminiTuning.Benchmarks",
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "EmptyModule").Value!));

    public static Runspace OpenRunspace()
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        return runspace;
    }

    private static string FindOurs()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string manifest = Path.Combine(folder.FullName, "out", "GeminiTuning", "GeminiTuning.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        throw new InvalidOperationException("The module is not built. Run 'dotnet build' first.");
    }
}
