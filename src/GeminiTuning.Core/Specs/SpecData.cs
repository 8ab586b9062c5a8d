using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Specs;

/// <summary>Finds the data that a spec names.</summary>
internal static class SpecData
{
    /// <summary>What stands in an exported spec where the service does not give the data back.</summary>
    public const string Placeholder = "PUT-THE-PATH-OF-YOUR-TRAINING-DATA-HERE";

    private const string CloudStorage = "gs://";

    public static (IEnumerable<TuningExample> Examples, string? Uri) Find(string key, IReadOnlyList<SpecScalar> paths, DatasetOptions dataset, SpecSource source)
    {
        if (paths.FirstOrDefault(static path => string.Equals(path.Text, Placeholder, StringComparison.Ordinal)) is { } placeholder)
        {
            throw SpecErrors.SpecDataPlaceholder(placeholder.Place);
        }

        // A multimodal dataset has a resource name in place of an address.
        if (paths.FirstOrDefault(static path => path.Text.StartsWith(CloudStorage, StringComparison.OrdinalIgnoreCase) || IsDataset(path.Text)) is { } uri)
        {
            return paths.Count == 1
                ? ([], uri.Text)
                : throw SpecErrors.SpecValueInvalid(uri.Place, key, "mixes " + uri.Shown + " with other paths. Name one such address alone, or files only");
        }

        return (new TrainingFiles(paths.SelectMany(path => Files(key, path, source)).ToList(), dataset), null);
    }

    private static bool IsDataset(string path) =>
        path.StartsWith("projects/", StringComparison.Ordinal) && path.IndexOf("/datasets/", StringComparison.Ordinal) > 0;

    // A name that exists as it is wins over its reading as a pattern.
    private static string[] Files(string key, SpecScalar path, SpecSource source)
    {
        try
        {
            var full = Path.GetFullPath(Path.Combine(source.Folder, path.Text));
            if (File.Exists(full) || Directory.Exists(full))
            {
                return [full];
            }

            var folder = Path.GetDirectoryName(full);
            var name = Path.GetFileName(full);
            var found = name.IndexOfAny(['*', '?']) >= 0 && Directory.Exists(folder) ? Directory.GetFiles(folder!, name) : [];
            Array.Sort(found, StringComparer.Ordinal);
            return found.Length > 0 ? found : throw SpecErrors.SpecDataNotFound(path.Place, path.Shown.Trim('\''), source.Folder);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw SpecErrors.SpecValueInvalid(path.Place, key, "takes a path, and " + path.Shown + " is none");
        }
    }
}
