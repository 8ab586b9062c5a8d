using System;
using System.IO;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Keeps a small part of a body, and refuses a large one.</summary>
internal sealed class LimitedBuffer : IDisposable
{
    private const int Limit = 1024 * 1024;
    private readonly MemoryStream _bytes = new();

    public Task WriteAsync(byte[] buffer, int offset, int count)
    {
        if (_bytes.Length + count > Limit)
        {
            throw StorageErrors.Invalid("The metadata of the object is too long.");
        }

        _bytes.Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public byte[] ToArray() => _bytes.ToArray();

    public void Dispose() => _bytes.Dispose();
}
