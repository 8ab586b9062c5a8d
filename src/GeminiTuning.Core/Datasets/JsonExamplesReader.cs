using System;
using System.IO;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Goes through a JSON document as it is read and makes one example at a time, knowing its line.</summary>
internal sealed class JsonExamplesReader
{
    private const string Expected = "it must be a list of objects, or an object with such a list in 'examples'. One object a line belongs into a .jsonl file";
    private const int BlockSize = 1 << 16;

    private readonly Stream _json;
    private readonly string _fileName;
    private JsonReaderState _state = new(new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    private byte[] _buffer = new byte[BlockSize];
    private int _start;
    private int _end;
    private bool _isAllRead;
    private bool _inList;
    private bool _isWrapper;
    private long _line = 1;

    public JsonExamplesReader(Stream json, string fileName)
    {
        _json = json;
        _fileName = fileName;
    }

    private ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads the next item; <see langword="false"/> after the last.</summary>
    /// <param name="fields">How to make an example of it.</param>
    /// <param name="example">The example; <see langword="null"/> for an item that was reported and left out.</param>
    public bool TryRead(ExampleFields fields, out TuningExample? example)
    {
        example = null;
        try
        {
            if (!_inList && IsBlank())
            {
                return false;
            }

            if (!_inList)
            {
                FindList();
            }

            return TryReadItem(fields, out example);
        }
        catch (TuningException fault) when (_inList && fields.Skips(fault))
        {
            return true;
        }
        catch (JsonException e)
        {
            throw DatasetErrors.TrainingFileFormat(_fileName, e.LineNumber + 1, JsonProblem.Of(e) + "; " + Expected);
        }
        catch (InvalidOperationException) when (_buffer.AsSpan(0, _end).IndexOf("\\u"u8) >= 0)
        {
            throw DatasetErrors.TrainingRowInvalid(SourceLine.Of(_fileName, _line), HalfCharacter.Problem);
        }
    }

    private static bool IsWrapper(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("examples") || reader.ValueTextEquals("trainingData") || reader.ValueTextEquals("training_data")
        || reader.ValueTextEquals("tuningTask") || reader.ValueTextEquals("tuning_task");

    private static bool IsWhiteSpace(ReadOnlySpan<byte> json)
    {
        foreach (var value in json)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    private static int CountLines(ReadOnlySpan<byte> json)
    {
        var lines = 0;
        while (json.IndexOf((byte)'\n') is >= 0 and var at)
        {
            lines++;
            json = json.Slice(at + 1);
        }

        return lines;
    }

    private bool IsBlank()
    {
        while (IsWhiteSpace(Rest))
        {
            if (_isAllRead)
            {
                return true;
            }

            Fill();
        }

        return false;
    }

    private void FindList()
    {
        var token = Read();
        while (token == JsonTokenType.StartObject)
        {
            token = Read();
            while (token == JsonTokenType.PropertyName && !_isWrapper)
            {
                Read(isWhole: true);
                token = Read();
            }

            token = Read();
        }

        _inList = token == JsonTokenType.StartArray ? true : throw DatasetErrors.TrainingFileFormat(_fileName, 1, Expected);
    }

    private bool TryReadItem(ExampleFields fields, out TuningExample? example)
    {
        example = null;
        while (true)
        {
            var reader = new Utf8JsonReader(Rest, _isAllRead, _state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Take(ref reader);
                    ReadToEnd();
                    return false;
                }

                var line = _line + CountLines(Rest.Slice(0, (int)reader.TokenStartIndex));
                if (JsonDocument.TryParseValue(ref reader, out var row))
                {
                    using (row)
                    {
                        Take(ref reader);
                        example = Example(fields, row.RootElement, SourceLine.Of(_fileName, line));
                        return true;
                    }
                }
            }

            Fill();
        }
    }

    private static TuningExample Example(ExampleFields fields, JsonElement row, string source)
    {
        try
        {
            return row.ValueKind == JsonValueKind.Object
                ? fields.Pick(row, source, isLine: false)
                : throw DatasetErrors.TrainingRowInvalid(source, "the item is not an object, such as {\"text_input\":\"1\",\"output\":\"2\"}");
        }
        catch (InvalidOperationException) when (row.GetRawText().Contains("\\u", StringComparison.Ordinal))
        {
            // The library says so of an escape such as \ud800 that stands alone.
            throw DatasetErrors.TrainingRowInvalid(source, HalfCharacter.Problem);
        }
    }

    // Whatever follows the list must be sound too; half a file should not pass for a whole one.
    private void ReadToEnd()
    {
        while (Read() != JsonTokenType.None)
        {
        }
    }

    /// <summary>Reads a token, or a whole value; nothing at the end.</summary>
    private JsonTokenType Read(bool isWhole = false)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(Rest, _isAllRead, _state);
            if (reader.Read() && (!isWhole || reader.TrySkip()))
            {
                _isWrapper = reader.TokenType == JsonTokenType.PropertyName && IsWrapper(ref reader);
                var token = reader.TokenType;
                Take(ref reader);
                return token;
            }

            if (_isAllRead)
            {
                return JsonTokenType.None;
            }

            Fill();
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        var count = (int)reader.BytesConsumed;
        _line += CountLines(Rest.Slice(0, count));
        _start += count;
        _state = reader.CurrentState;
    }

    // What is incomplete is looked at again from its start, so each time there is twice as much of it.
    private void Fill()
    {
        var left = _end - _start;
        var wanted = Math.Max(BlockSize, left * 2);
        var target = wanted > _buffer.Length ? new byte[wanted] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, left);
        (_buffer, _start, _end) = (target, 0, left);
        while (_end < wanted && !_isAllRead)
        {
            var count = _json.Read(_buffer, _end, wanted - _end);
            _end += count;
            _isAllRead = count == 0;
        }
    }
}
