#if NETFRAMEWORK
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core;

/// <summary>Overloads that .NET Framework lacks, under the names that .NET has for them.</summary>
internal static class TextReaderExtensions
{
    public static Task<string?> ReadLineAsync(this TextReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return reader.ReadLineAsync()!;
    }

    public static Task<string> ReadToEndAsync(this TextReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return reader.ReadToEndAsync();
    }
}
#endif
