using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>A file of examples, read as it is gone through.</summary>
internal sealed class TrainingFile
{
    private readonly ITrainingFormat _format;
    private readonly DatasetOptions _dataset;
    private FileStream? _stream;

    public TrainingFile(string path, DatasetOptions dataset)
    {
        Path = Directory.Exists(path)
            ? throw DatasetErrors.TrainingFileUnreadable(path, "it is a folder; name a file in it", null)
            : path;
        _format = TrainingFormats.Of(path);
        _dataset = dataset;
    }

    public string Path { get; }

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double ShareRead => _stream is { CanSeek: true, Length: > 0 } stream ? (double)stream.Position / stream.Length : 0;

    /// <summary>Reads the rows.</summary>
    /// <param name="onFault">Takes what is wrong with a row that is then left out; without it, the first such row ends the reading.</param>
    public IEnumerable<ExampleRow> Rows(Action<TuningException>? onFault = null)
    {
        var fields = new ExampleFields(_dataset, onFault);
        var name = System.IO.Path.GetFileName(Path);
        _stream = Open();
        using var reader = TextEncoding.Open(_stream, fields.IsLenient);
        var read = _format is JsonLinesFormat && reader.CurrentEncoding is UTF8Encoding
            ? JsonLinesFormat.Read(reader.BaseStream, name, fields)
            : _format.Read(reader, name, fields);
        using var rows = read.GetEnumerator();
        var any = false;
        while (Next(rows))
        {
            any = true;
            yield return rows.Current;
        }

        if (!any)
        {
            throw DatasetErrors.TrainingDataEmpty(Path);
        }
    }

    /// <summary>Opens the bytes. They are shared with writers, as a spreadsheet keeps its file open for writing.</summary>
    public FileStream Open()
    {
        try
        {
            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DatasetErrors.TrainingFileNotFound(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw DatasetErrors.TrainingFileUnreadable(Path, e.Message, e);
        }
    }

    // An iterator cannot yield inside a catch; the faults of reading are caught around each step instead.
    private bool Next(IEnumerator<ExampleRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (DecoderFallbackException)
        {
            throw DatasetErrors.TrainingFileFormat(
                Path,
                null,
                "it is not UTF-8 text. Save it as UTF-8, for instance with Export-Csv -Encoding utf8, or as 'CSV UTF-8' in a spreadsheet");
        }
        catch (IOException e)
        {
            throw DatasetErrors.TrainingFileUnreadable(Path, e.Message, e);
        }
    }
}
