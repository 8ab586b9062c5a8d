using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Writes a file beside its target and moves it there at the end.</summary>
internal sealed class TrainingDataWriter : ITrainingDataWriter
{
    private readonly TrainingDataTarget _target;
    private readonly TrainingDataFormat _format;
    private IRowWriter? _rows;
    private string? _temporary;
    private long _count;

    public TrainingDataWriter(TrainingDataTarget target)
    {
        _target = target;
        _format = target.Format ?? TrainingFormats.Of(target.Path);
        CheckTarget();
    }

    public void Write(TuningExample example)
    {
        _count++;
        if (ExportRules.Problem(example, _target.Backend) is { } problem)
        {
            throw ExportErrors.TrainingRowNotExportable(SourceOf(example), problem);
        }

        Guarded(() =>
        {
            _rows ??= Start();
            if (_rows.Problem(example) is { } unfit)
            {
                throw ExportErrors.TrainingRowNotExportable(SourceOf(example), unfit);
            }

            _rows.Write(example);
        });
    }

    public void Complete()
    {
        if (_rows == null)
        {
            throw ExportErrors.TrainingExportEmpty(_target.Path);
        }

        Guarded(() =>
        {
            _rows.Finish();
            _rows.Dispose();
            CheckTarget();
            Move();
            _temporary = null;
        });
    }

    public void Dispose()
    {
        if (_temporary == null)
        {
            return;
        }

        try
        {
            _rows?.Dispose();
        }
        catch (IOException)
        {
            // What could not be written is not wanted any more.
        }
        finally
        {
            File.Delete(_temporary);
            _temporary = null;
        }
    }

    private string SourceOf(TuningExample example) => example.Source ?? string.Format(CultureInfo.InvariantCulture, "row {0}", _count);

    private void CheckTarget()
    {
        var path = _target.Path;
        if (Directory.Exists(path))
        {
            throw ExportErrors.TrainingFileUnwritable(path, "it is a folder; name a file in it", null);
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw ExportErrors.TrainingFileUnwritable(path, "its folder does not exist; make it with New-Item -ItemType Directory", null);
        }

        if (!File.Exists(path))
        {
            return;
        }

        if (_target.KeepsExisting)
        {
            throw ExportErrors.TrainingFileExists(path);
        }

        if (!_target.ReplacesReadOnly && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            throw ExportErrors.TrainingFileReadOnly(path);
        }
    }

    // In the same folder, as only there a file is moved in one step.
    private IRowWriter Start()
    {
        _temporary = Path.Combine(Path.GetDirectoryName(_target.Path)!, Path.GetFileName(_target.Path) + "." + Guid.NewGuid().ToString("N") + ".tmp");
        Stream stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        if (TrainingFormats.IsCompressed(_target.Path))
        {
            stream = new GZipStream(stream, CompressionLevel.Optimal);
        }

        var form = new RowForm(_target.Backend);
        return _format switch
        {
            TrainingDataFormat.Csv => new DelimitedRowWriter(stream, ','),
            TrainingDataFormat.Tsv => new DelimitedRowWriter(stream, '\t'),
            TrainingDataFormat.Yaml => new YamlRowWriter(stream, form),
            var format => new JsonRowWriter(stream, form, isList: format == TrainingDataFormat.Json),
        };
    }

    private void Move()
    {
        if (!File.Exists(_target.Path))
        {
            File.Move(_temporary!, _target.Path);
            return;
        }

        if (_target.ReplacesReadOnly)
        {
            File.SetAttributes(_target.Path, File.GetAttributes(_target.Path) & ~FileAttributes.ReadOnly);
        }

        File.Replace(_temporary!, _target.Path, null);
    }

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ExportErrors.TrainingFileUnwritable(_target.Path, e.Message, e);
        }
    }
}
