using System;
using System.Collections.Generic;
using System.IO;

namespace GeminiTuning.Module.Tests;

/// <summary>A folder of its own for what the module keeps, and one for gcloud, in place of the user's.</summary>
internal sealed class TemporaryConfiguration : IDisposable
{
    private static readonly string[] Variables = ["GEMINITUNING_CONFIG", "CLOUDSDK_CONFIG", "CLOUDSDK_ACTIVE_CONFIG_NAME"];

    private readonly Dictionary<string, string?> _before = [];

    public TemporaryConfiguration()
    {
        foreach (string variable in Variables)
        {
            _before[variable] = Environment.GetEnvironmentVariable(variable);
            Environment.SetEnvironmentVariable(variable, null);
        }

        Environment.SetEnvironmentVariable("GEMINITUNING_CONFIG", Folder);
        Environment.SetEnvironmentVariable("CLOUDSDK_CONFIG", Gcloud);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("configuration").FullName;

    public string Gcloud => Path.Combine(Folder, "gcloud");

    public string[] Files() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    public void AddGcloud(string name, string text)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Gcloud, "configurations")).FullName;
        File.WriteAllText(Path.Combine(folder, "config_" + name), text);
    }

    public void Dispose()
    {
        foreach ((string variable, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
