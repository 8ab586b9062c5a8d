using System;
using System.Collections.Generic;
using System.IO;

namespace GeminiTuning.Core.Datasets;

/// <summary>Which format a file's extension stands for. A new format is one more line here.</summary>
internal static class TrainingFormats
{
    private static readonly Dictionary<string, ITrainingFormat> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = new DelimitedFormat(','),
        [".tsv"] = new DelimitedFormat('\t'),
        [".json"] = new JsonFormat(),
        [".jsonl"] = new JsonLinesFormat(),
        [".ndjson"] = new JsonLinesFormat(),
    };

    public static ITrainingFormat Of(string path) => ByExtension.TryGetValue(Path.GetExtension(path), out var format)
        ? format
        : throw DatasetErrors.TrainingFileFormat(
            path,
            null,
            "its extension '" + Path.GetExtension(path) + "' is not one of " + string.Join(", ", ByExtension.Keys) + ". Save the rows as one of these");
}
