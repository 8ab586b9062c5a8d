using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>The text of a file of examples, as characters or as bytes of UTF-8.</summary>
internal sealed class TrainingText
{
    private const int BlockSize = 1 << 15;

    private readonly RowStream _stream;
    private readonly Encoding _encoding;

    /// <param name="stream">The bytes.</param>
    /// <param name="replacement">What stands for bytes that are no character; <see langword="null"/> where they are a fault.</param>
    public TrainingText(RowStream stream, string? replacement = null)
    {
        _stream = stream;
        var head = stream.Peek(TextEncoding.HeadLength);
        var (encoding, skip) = TextEncoding.Detect(head);
        stream.Skip(skip);
        _encoding = replacement == null
            ? encoding
            : Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(replacement));
    }

    public TextReader Characters() => new StreamReader(_stream, _encoding, detectEncodingFromByteOrderMarks: false, BlockSize);

    /// <summary>The bytes of UTF-8, which the one who reads them checks.</summary>
    public Stream Utf8() => _encoding is UTF8Encoding ? _stream : CheckedUtf8();

    /// <summary>The bytes of UTF-8, which are known to be sound.</summary>
    public Stream CheckedUtf8() => new Utf8Transcoder(Characters());
}
