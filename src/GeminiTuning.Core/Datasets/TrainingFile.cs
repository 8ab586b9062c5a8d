using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>A file of examples, read as it is enumerated.</summary>
internal static class TrainingFile
{
    public static IEnumerable<TuningExample> Read(string path, DatasetOptions dataset) => Directory.Exists(path)
        ? throw DatasetErrors.TrainingFileUnreadable(path, "it is a folder; name a file in it", null)
        : Examples(path, TrainingFormats.Of(path), new ExampleFields(dataset));

    private static IEnumerable<TuningExample> Examples(string path, ITrainingFormat format, ExampleFields fields)
    {
        var name = Path.GetFileName(path);
        using var reader = Open(path);
        var rows = format is JsonLinesFormat && reader.CurrentEncoding is UTF8Encoding
            ? JsonLinesFormat.Read(reader.BaseStream, name, fields)
            : format.Read(reader, name, fields);
        using var examples = rows.GetEnumerator();
        var any = false;
        while (Next(examples, path))
        {
            any = true;
            yield return examples.Current;
        }

        if (!any)
        {
            throw DatasetErrors.TrainingDataEmpty(path);
        }
    }

    // An iterator cannot yield inside a catch; the faults of reading are caught around each step instead.
    private static bool Next(IEnumerator<TuningExample> examples, string path)
    {
        try
        {
            return examples.MoveNext();
        }
        catch (DecoderFallbackException)
        {
            throw DatasetErrors.TrainingFileFormat(
                path,
                null,
                "it is not UTF-8 text. Save it as UTF-8, for instance with Export-Csv -Encoding utf8, or as 'CSV UTF-8' in a spreadsheet");
        }
        catch (IOException e)
        {
            throw DatasetErrors.TrainingFileUnreadable(path, e.Message, e);
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            // Shared with writers, as a spreadsheet keeps its file open for writing.
            return TextEncoding.Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DatasetErrors.TrainingFileNotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw DatasetErrors.TrainingFileUnreadable(path, e.Message, e);
        }
    }
}
