using System;
using System.IO;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Auth;

/// <summary>gcloud's folder and the properties of its active configuration, read without running gcloud.</summary>
internal sealed class GcloudConfiguration
{
    private static readonly Regex NameRule = new(@"\A[A-Za-z0-9][A-Za-z0-9_\-]{0,127}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly Func<string, string?> _environment;

    public GcloudConfiguration(Func<string, string?> environment)
    {
        _environment = environment;
    }

#if NETFRAMEWORK
    private static bool OnWindows => true;
#else
    private static bool OnWindows => OperatingSystem.IsWindows();
#endif

    /// <summary>Whether gcloud can have a configuration of this name.</summary>
    public static bool IsName(string name) => NameRule.IsMatch(name);

    /// <summary>The folder of gcloud's files, or <see langword="null"/> where the environment does not tell.</summary>
    public string? Folder()
    {
        if (_environment("CLOUDSDK_CONFIG") is { Length: > 0 } configured)
        {
            return configured;
        }

        var parent = _environment(OnWindows ? "APPDATA" : "HOME");
        if (string.IsNullOrEmpty(parent))
        {
            return null;
        }

        return OnWindows ? Path.Combine(parent!, "gcloud") : Path.Combine(parent!, ".config", "gcloud");
    }

    /// <summary>A property, such as <c>core/project</c>: its variable wins over the active configuration's file.</summary>
    public FoundSetting? Find(string section, string property)
    {
        var variable = ("CLOUDSDK_" + section + "_" + property).ToUpperInvariant();
        if (_environment(variable) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            return new FoundSetting(value.Trim(), "environment variable " + variable);
        }

        var name = ActiveName();
        return name != null && Read(Path.Combine(Folder()!, "configurations", "config_" + name), section, property) is { } found
            ? new FoundSetting(found, "gcloud configuration '" + name + "'")
            : null;
    }

    /// <summary>The name of the configuration that gcloud uses now; <see langword="null"/> where that cannot be told.</summary>
    public string? ActiveName()
    {
        var folder = Folder();
        if (folder == null)
        {
            return null;
        }

        var name = _environment("CLOUDSDK_ACTIVE_CONFIG_NAME");
        if (string.IsNullOrWhiteSpace(name))
        {
            name = Text(Path.Combine(folder, "active_config"));
        }

        var trimmed = string.IsNullOrWhiteSpace(name) ? "default" : name!.Trim();
        return IsName(trimmed) ? trimmed : null;
    }

    // A configuration that cannot be read sets nothing; who misses a setting is told all the places that it may have.
    private static string? Read(string path, string section, string property)
    {
        try
        {
            return File.Exists(path) ? GcloudFile.Read(path).Value(section, property) : null;
        }
        catch (TuningException)
        {
            return null;
        }
    }

    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
