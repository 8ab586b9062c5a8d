using System;
using System.Linq;
using System.Management.Automation;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

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

        return new DataSource(Engine.Tuning.ReadTrainingData(paths.SelectMany(path => FilePaths.Resolve(cmdlet, path)).ToList(), dataset));
    }

    /// <summary>Whether a path is an address in Cloud Storage.</summary>
    public static bool IsUri(string path) => path.StartsWith(CloudStorage, StringComparison.OrdinalIgnoreCase);
}
