using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;
using Microsoft.PowerShell.Commands;

namespace GeminiTuning.Binding;

/// <summary>Reads examples from the paths that a cmdlet was given.</summary>
internal sealed class DataPaths(PSCmdlet cmdlet, DatasetOptions dataset)
{
    private const string CloudStorage = "gs://";

    /// <summary>Resolves paths now and reads the files when the examples are gone through.</summary>
    /// <param name="paths">File paths with or without wildcards, or one address in Cloud Storage.</param>
    /// <returns>The examples.</returns>
    public DataSource Read(string[] paths)
    {
        if (paths.Any(IsUri))
        {
            return paths.Length == 1 ? new DataSource([], paths[0]) : throw CmdletErrors.DataPathsMixed(paths);
        }

        return new DataSource(Engine.Tuning.ReadTrainingData(paths.SelectMany(Resolve).ToList(), dataset));
    }

    private static bool IsUri(string path) => path.StartsWith(CloudStorage, StringComparison.OrdinalIgnoreCase);

    // A name that exists as it is wins over its reading as a pattern, so that 'rows[1].csv' can be read.
    private IReadOnlyList<string> Resolve(string path)
    {
        string literal = cmdlet.GetUnresolvedProviderPathFromPSPath(path);
        if (File.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [literal];
        }

        Collection<string> found = cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw CmdletErrors.TrainingPathNotFile(path);
        }

        return found.Count > 0 ? found : throw CmdletErrors.TrainingFileNotFound(path);
    }
}
