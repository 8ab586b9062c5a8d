using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>A file of examples, read as it is gone through.</summary>
internal sealed class TrainingFile
{
    /// <summary>Stands for bytes that are no character where a fault is looked for; no text has it.</summary>
    public const string NoCharacter = "\uFDD0";

    private readonly ITrainingFormat _format;
    private readonly DatasetOptions _dataset;
    private readonly string _name;
    private FileStream? _stream;

    public TrainingFile(string path, DatasetOptions dataset)
    {
        Path = Directory.Exists(path)
            ? throw DatasetErrors.TrainingFileUnreadable(path, "it is a folder; name a file in it", null)
            : path;
        Format = dataset.Format ?? TrainingFormats.Of(path);
        _format = TrainingFormats.ReaderOf(Format);
        _dataset = dataset;
        _name = System.IO.Path.GetFileName(Path);
    }

    public string Path { get; }

    public TrainingDataFormat Format { get; }

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double ShareRead => _stream is { CanSeek: true, Length: > 0 } stream ? (double)stream.Position / stream.Length : 0;

    /// <summary>Reads the rows.</summary>
    /// <param name="onFault">Takes what is wrong with a row that is then left out; without it, the first such row ends the reading.</param>
    public IEnumerable<ExampleRow> Rows(Action<TuningException>? onFault = null)
    {
        using var stream = new RowStream(OpenContent());
        var fields = new ExampleFields(_dataset, onFault == null ? null : fault =>
        {
            stream.StartRow();
            onFault(fault);
        });
        var replacement = fields.IsLenient ? "\uFFFD" : null;
        using var rows = Guarded(() => _format.Read(new TrainingText(stream, replacement), _name, fields).GetEnumerator(), null);
        Func<bool> next = rows.MoveNext;
        ExampleRow? last = null;
        while (Guarded(next, last))
        {
            stream.StartRow();
            last = rows.Current;
            yield return last;
        }

        if (last == null)
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

    private Stream OpenContent()
    {
        _stream = Open();
        return TrainingFormats.IsCompressed(Path) ? new GzipFile(_stream) : _stream;
    }

    // An iterator cannot yield inside a catch; the faults of reading are caught around each step instead.
    private T Guarded<T>(Func<T> step, ExampleRow? last)
    {
        try
        {
            return step();
        }
        catch (DecoderFallbackException)
        {
            throw DatasetErrors.TrainingFileFormat(Path, FaultyLine(), "it is not UTF-8 text. " + NotTextAdvice());
        }
        catch (RowTooLongException)
        {
            throw DatasetErrors.TrainingRowTooLong(Path, last?.Source);
        }
        catch (InvalidDataException e)
        {
            throw DatasetErrors.TrainingFileUnreadable(Path, "it is no sound gzip file: damaged, cut off or not compressed at all. Copy it anew, or take .gz off its name", e);
        }
        catch (IOException e)
        {
            throw DatasetErrors.TrainingFileUnreadable(Path, e.Message, e);
        }
    }

    private string NotTextAdvice()
    {
        using var stream = new RowStream(OpenContent());
        return stream.Peek(2) switch
        {
            [0x50, 0x4B] => "It is a ZIP archive or an Excel workbook; in a spreadsheet, save the rows as 'CSV UTF-8'",
            [0x1F, 0x8B] => "It is compressed with gzip; give it a name that ends with .gz",
            _ => "Save it as UTF-8, for instance with Export-Csv -Encoding utf8, or as 'CSV UTF-8' in a spreadsheet",
        };
    }

    // The fault is somewhere in a block of several thousand bytes, so its line is looked for anew.
    private long? FaultyLine()
    {
        try
        {
            using var stream = new RowStream(OpenContent());
            var text = new TrainingText(stream, NoCharacter).Characters();
            for (var number = 1L; text.ReadLine() is { } line; number++)
            {
                stream.StartRow();
                if (line.Contains(NoCharacter, StringComparison.Ordinal))
                {
                    return number;
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // The error is as true without the line.
        }

        return null;
    }
}
