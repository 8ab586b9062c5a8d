using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace GeminiTuning.Core.Auth;

/// <summary>The properties of one file of gcloud's: sections in brackets, <c>property = value</c>, comments.</summary>
internal sealed class GcloudFile
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private GcloudFile()
    {
    }

    /// <exception cref="TuningException">The file cannot be read, or a line is none of these.</exception>
    public static GcloudFile Read(string path)
    {
        var file = new GcloudFile();
        var section = string.Empty;
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            var text = line.Trim();
            var at = text.IndexOf('=');
            if (text.StartsWith('[') && text.EndsWith(']'))
            {
                section = text.Substring(1, text.Length - 2).Trim();
            }
            else if (at > 0)
            {
                file._values[section + "/" + text.Substring(0, at).Trim()] = text.Substring(at + 1).Trim();
            }
            else if (text.Length > 0 && text[0] is not ('#' or ';'))
            {
                throw GcloudErrors.GcloudConfigurationInvalid(path, number.ToString(CultureInfo.InvariantCulture));
            }
        }

        return file;
    }

    /// <summary>A property such as <c>core/project</c>, if it is set.</summary>
    public string? Value(string section, string property) =>
        _values.TryGetValue(section + "/" + property, out var value) && value.Length > 0 ? value : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GcloudErrors.GcloudConfigurationUnreadable(path, e);
        }
    }
}
