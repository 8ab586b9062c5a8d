using System;
using System.IO;
using System.IO.Compression;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// The file form of a model: a mark, a version, the length and checksum of what follows, and, deflated because most
/// rows are zeros, the name, the vocabulary and the weights bit by bit.
/// </summary>
internal static class ModelFormat
{
    private const uint Mark = 0x4D4C5447; // "GTLM"
    private const int Version = 1;
    private const int HeaderLength = 20;
    private const int MaxBodyLength = 64 * 1024 * 1024;
    private const int MaxTextLength = 1024 * 1024;

    /// <summary>Writes the model; the stream stays open.</summary>
    public static void Write(LanguageModel model, Stream stream)
    {
        using var body = new MemoryStream();
        using (var deflated = new DeflateStream(body, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflated))
        {
            WriteText(writer, model.Name);
            writer.Write(model.Vocabulary.Count);
            for (var symbol = Vocabulary.SpecialCount; symbol < model.Vocabulary.Count; symbol++)
            {
                WriteText(writer, model.Vocabulary[symbol]);
            }

            foreach (var block in model.Weights.Blocks)
            {
                foreach (var value in block.Values)
                {
                    writer.Write(value);
                }
            }
        }

        var bytes = body.ToArray();
        using var header = new MemoryStream();
        using var headerWriter = new BinaryWriter(header);
        headerWriter.Write(Mark);
        headerWriter.Write(Version);
        headerWriter.Write(bytes.Length);
        headerWriter.Write(Checksum(bytes));
        stream.Write(header.ToArray(), 0, HeaderLength);
        stream.Write(bytes, 0, bytes.Length);
    }

    /// <summary>Reads a model from the place of the stream, and no further.</summary>
    /// <exception cref="InvalidDataException">There is no whole, undamaged model of this version.</exception>
    public static LanguageModel Read(Stream stream)
    {
        using var header = new BinaryReader(new MemoryStream(ReadBytes(stream, HeaderLength)));
        if (header.ReadUInt32() != Mark || header.ReadInt32() != Version)
        {
            throw new InvalidDataException("The data is not a model of this version.");
        }

        var length = header.ReadInt32();
        if (length is < 0 or > MaxBodyLength)
        {
            throw new InvalidDataException("The length of the model is out of range.");
        }

        var checksum = header.ReadUInt64();
        var bytes = ReadBytes(stream, length);
        if (Checksum(bytes) != checksum)
        {
            throw new InvalidDataException("The model is damaged: its checksum does not match.");
        }

        try
        {
            using var reader = new BinaryReader(new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress));
            return ReadBody(reader);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The model ends too early.", exception);
        }
    }

    private static LanguageModel ReadBody(BinaryReader reader)
    {
        var name = ReadText(reader);
        var count = reader.ReadInt32();
        if (count is < Vocabulary.SpecialCount or > Vocabulary.MaxCount)
        {
            throw new InvalidDataException("The size of the vocabulary is out of range.");
        }

        var vocabulary = new Vocabulary();
        for (var symbol = Vocabulary.SpecialCount; symbol < count; symbol++)
        {
            vocabulary.Add(ReadText(reader));
        }

        if (vocabulary.Count != count)
        {
            throw new InvalidDataException("The vocabulary names a character twice.");
        }

        var weights = new Weights(count);
        foreach (var block in weights.Blocks)
        {
            for (var i = 0; i < block.Values.Length; i++)
            {
                block.Values[i] = reader.ReadDouble();
            }
        }

        return new LanguageModel(name, vocabulary, weights);
    }

    // Not as UTF-8: that cannot hold half a surrogate pair, which a prompt may well contain.
    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write(text.Length);
        foreach (var character in text)
        {
            writer.Write((ushort)character);
        }
    }

    private static string ReadText(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (length is < 0 or > MaxTextLength)
        {
            throw new InvalidDataException("The length of a text is out of range.");
        }

        var characters = new char[length];
        for (var i = 0; i < length; i++)
        {
            characters[i] = (char)reader.ReadUInt16();
        }

        return new string(characters);
    }

    private static byte[] ReadBytes(Stream stream, int count)
    {
        // Grows with what is really there: a damaged length must not claim memory.
        using var bytes = new MemoryStream();
        var buffer = new byte[Math.Min(count, 81920)];
        while (bytes.Length < count)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count - bytes.Length));
            if (read == 0)
            {
                throw new InvalidDataException("The model ends too early.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static ulong Checksum(byte[] bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 1099511628211UL);
        }

        return hash;
    }
}
