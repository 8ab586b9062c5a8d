using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Batches;

/// <summary>
/// Answers in a file of JSON lines. A line goes to the system in one piece, so a process that is killed leaves whole lines
/// and at most one that broke off, which the next run completes or takes away.
/// </summary>
internal sealed class PredictionLog : IPredictionLog
{
    private readonly string _path;
    private readonly Dictionary<RequestKey, Queue<long>> _places = [];
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly LineBuffer _line = new(1 << 12);
    private readonly Utf8JsonWriter _json;

    public PredictionLog(string path)
    {
        _path = path;
        _lock = Guarded(Lock);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = LogJson.Lines.Options.Encoder });
        try
        {
            _file = Guarded(() => new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 1 << 16));
            Guarded(Read);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Left { get; private set; }

    public bool TryTake(PredictionRequest request, out Prediction? prediction)
    {
        prediction = null;
        if (!_places.TryGetValue(RequestKey.Of(request.Prompt, LoggedRequest.Of(request)), out var places) || places.Count == 0)
        {
            return false;
        }

        prediction = Guarded(() => ReadAt(places.Dequeue()));
        Left--;
        return true;
    }

    public void Add(long row, PredictionRequest request, Prediction prediction)
    {
        _line.Clear();
        _json.Reset();
        JsonSerializer.Serialize(_json, LoggedPrediction.Of(row, request, prediction), LogJson.Lines.LoggedPrediction);
        _json.Flush();
        _line.Append((byte)'\n');
        Guarded(() =>
        {
            _file.Position = _file.Length;
            _line.CopyTo(_file);
            _file.Flush();
            return true;
        });
    }

    public void Dispose()
    {
        _json.Dispose();
        _file?.Dispose();
        _lock.Dispose();
    }

    private FileStream Lock()
    {
        if (Directory.Exists(_path))
        {
            throw BatchErrors.OutputFileUnusable(_path, "it is a folder; name a file in it", null);
        }

        if (!Directory.Exists(Path.GetDirectoryName(_path)))
        {
            throw BatchErrors.OutputFileUnusable(_path, "its folder does not exist; make it with New-Item -ItemType Directory", null);
        }

        try
        {
            // Two runs that write to one file would both ask what is missing in it. The file itself can be read meanwhile.
            return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw BatchErrors.OutputFileUnusable(_path, "another run seems to write to it (" + e.Message.TrimEnd('.') + "); wait for it, or give another -OutputPath", e);
        }
    }

    private bool Read()
    {
        var buffer = new LineBuffer(1 << 16);
        var block = new byte[1 << 16];
        var (start, number) = (0L, 1L);
        while (_file.Read(block, 0, block.Length) is > 0 and var count)
        {
            var rest = block.AsSpan(0, count);
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                buffer.Append(rest.Slice(0, end));
                rest = rest.Slice(end + 1);
                Learn(buffer.Written, start, number++);
                start += buffer.Length + 1;
                buffer.Clear();
            }

            buffer.Append(rest);
        }

        if (buffer.Length > 0)
        {
            Mend(buffer.Written, start, number);
        }

        return true;
    }

    private void Learn(ReadOnlyMemory<byte> line, long start, long number)
    {
        if (IsBlank(line.Span))
        {
            return;
        }

        if (Parse(line.Span) is not { IsWhole: true } logged)
        {
            throw BatchErrors.OutputFileForeign(_path, number);
        }

        var key = RequestKey.Of(logged.Prompt!, logged.Request!);
        if (!_places.TryGetValue(key, out var places))
        {
            places = new Queue<long>(1);
            _places.Add(key, places);
        }

        places.Enqueue(start);
        Left++;
    }

    // The last line has no end: a run was killed while it wrote, or somebody's editor took the end away.
    private void Mend(ReadOnlyMemory<byte> line, long start, long number)
    {
        if (Parse(line.Span) is { IsWhole: true })
        {
            Learn(line, start, number);
            _file.WriteByte((byte)'\n');
        }
        else if (number > 1 || IsOwn(line.Span))
        {
            _file.SetLength(start);
        }
        else
        {
            throw BatchErrors.OutputFileForeign(_path, number);
        }

        _file.Flush();
    }

    // A first line that broke off must not be mistaken for somebody's file of another kind.
    private static bool IsOwn(ReadOnlySpan<byte> line)
    {
        var start = "{\"row\":"u8;
        var length = Math.Min(start.Length, line.Length);
        return line.Slice(0, length).SequenceEqual(start.Slice(0, length));
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var value in line)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }

    private static LoggedPrediction? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LogJson.Lines.LoggedPrediction);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Prediction ReadAt(long start)
    {
        _file.Position = start;
        using var reader = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 12, leaveOpen: true);
        var line = reader.ReadLine() ?? string.Empty;
        return Parse(Encoding.UTF8.GetBytes(line)) is { IsWhole: true } logged
            ? logged.ToPrediction()
            : throw BatchErrors.OutputFileUnusable(_path, "somebody has changed it meanwhile; run the command again", null);
    }

    private T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw BatchErrors.OutputFileUnusable(_path, e.Message, e);
        }
    }
}
