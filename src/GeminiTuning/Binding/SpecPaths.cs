using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using GeminiTuning.Pipeline;
using Microsoft.PowerShell.Commands;

namespace GeminiTuning.Binding;

/// <summary>Resolves paths of specs.</summary>
internal static class SpecPaths
{
    /// <summary>Resolves a path; a name that exists as it is wins over its reading as a pattern.</summary>
    /// <param name="cmdlet">The cmdlet that was given the path.</param>
    /// <param name="path">The path, with or without wildcards.</param>
    /// <returns>The full paths.</returns>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        string literal = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw CmdletErrors.SpecPathNotFile(path);
        }

        if (File.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [literal];
        }

        Collection<string> found = cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
        return found.Count > 0 ? found : throw CmdletErrors.SpecNotFound(path);
    }
}
