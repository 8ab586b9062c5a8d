using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>A training file for the time of a test.</summary>
internal sealed class DatasetFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    private readonly string _path;

    public DatasetFile(string name, string text)
    {
        _path = Path.Combine(_folder, name);
        using Stream file = File.Create(_path);
        using Stream target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(text));
    }

    public IEnumerable<TuningExample> Examples(DatasetOptions? options = null) => new TrainingFiles([_path], options ?? new DatasetOptions());

    public IReadOnlyList<TuningExample> Read(DatasetOptions? options = null) => [.. Examples(options)];

    public string FullPath => _path;

    public void Append(string text) => File.AppendAllText(_path, text);

    public void AppendBytes(byte[] bytes)
    {
        using FileStream file = File.Open(_path, FileMode.Append);
        file.Write(bytes);
    }

    /// <summary>What would be uploaded of it.</summary>
    public string Lines(TuningMethod method = TuningMethod.Supervised)
    {
        using var lines = new JsonLinesStream(Examples(), method);
        using var reader = new StreamReader(lines);
        return reader.ReadToEnd();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
