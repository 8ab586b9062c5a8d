using System;
using System.Collections.Generic;
using System.IO;

namespace GeminiTuning.Core.Datasets;

/// <summary>Which format a file's extension stands for.</summary>
internal static class TrainingFormats
{
    private const string Gzip = ".gz";

    private static readonly Dictionary<string, TrainingDataFormat> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = TrainingDataFormat.Csv,
        [".tsv"] = TrainingDataFormat.Tsv,
        [".json"] = TrainingDataFormat.Json,
        [".jsonl"] = TrainingDataFormat.Jsonl,
        [".ndjson"] = TrainingDataFormat.Jsonl,
        [".yaml"] = TrainingDataFormat.Yaml,
        [".yml"] = TrainingDataFormat.Yaml,
    };

    /// <summary>The extensions, for an error.</summary>
    public static string Extensions => string.Join(", ", ByExtension.Keys) + ", each also with " + Gzip;

    public static bool IsCompressed(string path) => path.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of the name that says what is in the file, <c>.gz</c> left aside.</summary>
    public static string ExtensionOf(string path) => Path.GetExtension(IsCompressed(path) ? path.Substring(0, path.Length - Gzip.Length) : path);

    public static TrainingDataFormat Of(string path) => ByExtension.TryGetValue(ExtensionOf(path), out var format)
        ? format
        : throw DatasetErrors.TrainingFileFormat(
            path,
            null,
            "its extension '" + ExtensionOf(path) + "' is not one of " + Extensions + ". Save the rows as one of these");

    public static ITrainingFormat ReaderOf(TrainingDataFormat format) => format switch
    {
        TrainingDataFormat.Csv => new DelimitedFormat(','),
        TrainingDataFormat.Tsv => new DelimitedFormat('\t'),
        TrainingDataFormat.Json => new JsonFormat(),
        TrainingDataFormat.Yaml => new YamlFormat(),
        _ => new JsonLinesFormat(),
    };
}
