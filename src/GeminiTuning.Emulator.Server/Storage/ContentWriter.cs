using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Takes in a content piece by piece: in memory as long as it is small, else in a file.</summary>
internal sealed class ContentWriter : IDisposable
{
    private readonly ContentFolder _folder;
    private readonly MemoryStream _memory = new();
    private readonly IncrementalHash _md5 = CreateMd5();
    private readonly Crc32C _crc32C = new();
    private FileStream? _file;
    private bool _isComplete;

    public ContentWriter(ContentFolder folder) => _folder = folder;

    public long Length { get; private set; }

    public async Task WriteAsync(byte[] buffer, int offset, int count)
    {
        try
        {
            if (_file is null && Length + count <= _folder.MemoryLimit)
            {
                _memory.Write(buffer, offset, count);
            }
            else
            {
                _file ??= MoveToFile();
                await _file.WriteAsync(buffer, offset, count).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.NotWritable(exception);
        }

        _md5.AppendData(buffer, offset, count);
        _crc32C.Append(buffer, offset, count);
        Length += count;
    }

    /// <summary>Copies a stream to its end.</summary>
    public async Task WriteAsync(Stream source)
    {
        var buffer = new byte[ContentFolder.BufferSize];
        int count;
        while ((count = await source.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0)
        {
            await WriteAsync(buffer, 0, count).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the content. The file, if there is one, is the caller's from now on.</summary>
    public StoredContent Complete()
    {
        try
        {
            if (_folder.IsKept)
            {
                _file ??= MoveToFile();
            }

            _file?.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.NotWritable(exception);
        }

        _isComplete = true;
        return new StoredContent
        {
            Bytes = _file is null ? _memory.ToArray() : [],
            File = _file?.Name,
            Length = Length,
            Md5 = Convert.ToBase64String(_md5.GetHashAndReset()),
            Crc32C = Convert.ToBase64String(_crc32C.Hash),
        };
    }

    /// <summary>Drops what was written, unless it is complete.</summary>
    public void Dispose()
    {
        _md5.Dispose();
        _memory.Dispose();
        _file?.Dispose();
        if (_file is not null && !_isComplete)
        {
            File.Delete(_file.Name);
        }

        _folder.Forget(this);
    }

    private FileStream MoveToFile()
    {
        var file = _folder.CreateFile();
        _memory.Position = 0;
        _memory.CopyTo(file);
        _memory.SetLength(0);
        _memory.Capacity = 0;
        return file;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The service's own checksum; it protects nothing.")]
    private static IncrementalHash CreateMd5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
}
