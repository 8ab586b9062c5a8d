using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using GeminiTuning.Pipeline;
using Microsoft.PowerShell.Commands;

namespace GeminiTuning.Binding;

/// <summary>Finds the files that PowerShell paths stand for.</summary>
internal static class FilePaths
{
    /// <summary>The files of a path that may have wildcards. A name that exists as it is wins over its reading as a pattern, so that 'rows[1].csv' can be read.</summary>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ResolveLiteral(cmdlet, path)];
        }

        string literal = cmdlet.GetUnresolvedProviderPathFromPSPath(path);
        if (File.Exists(literal))
        {
            return [literal];
        }

        Collection<string> found = cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        Check(path, provider);
        return found.Count > 0 ? found : throw CmdletErrors.TrainingFileNotFound(path);
    }

    /// <summary>The file of a path that is taken as it is written.</summary>
    public static string ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        Check(path, provider);
        return file;
    }

    private static void Check(string path, ProviderInfo provider)
    {
        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw CmdletErrors.TrainingPathNotFile(path);
        }
    }
}
