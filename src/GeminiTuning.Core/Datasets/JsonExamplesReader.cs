using System;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Goes through a JSON document and makes one example at a time, knowing its line.</summary>
internal sealed class JsonExamplesReader
{
    private const string Expected = "it must be a list of objects, or an object with such a list in 'examples'";

    private readonly byte[] _json;
    private readonly string _fileName;
    private JsonReaderState _state = new(new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    private int _position;
    private int _countedTo;
    private int _line = 1;
    private bool _inList;

    public JsonExamplesReader(byte[] json, string fileName)
    {
        _json = json;
        _fileName = fileName;
    }

    /// <summary>Reads the next item; <see langword="false"/> after the last.</summary>
    /// <param name="fields">How to make an example of it.</param>
    /// <param name="example">The example; <see langword="null"/> for an item that was reported and left out.</param>
    public bool TryRead(ExampleFields fields, out TuningExample? example)
    {
        example = null;
        var reader = new Utf8JsonReader(_json.AsSpan(_position), isFinalBlock: true, _state);
        try
        {
            if (IsBlank() || (!_inList && !FindList(ref reader)))
            {
                return false;
            }

            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            {
                ReadToEnd(ref reader);
                return false;
            }

            var source = SourceLine.Of(_fileName, LineAt(_position + (int)reader.TokenStartIndex));
            var row = JsonElement.ParseValue(ref reader);
            _position += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            example = row.ValueKind == JsonValueKind.Object
                ? fields.Pick(row, source, isLine: false)
                : throw DatasetErrors.TrainingRowInvalid(source, "the item is not an object, such as {\"text_input\":\"1\",\"output\":\"2\"}");
            return true;
        }
        catch (TuningException fault) when (_inList && fields.Skips(fault))
        {
            return true;
        }
        catch (JsonException e)
        {
            throw DatasetErrors.TrainingFileFormat(_fileName, e.LineNumber + 1, JsonProblem.Of(e) + "; " + Expected);
        }
    }

    private static bool IsWrapper(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("examples") || reader.ValueTextEquals("trainingData") || reader.ValueTextEquals("training_data")
        || reader.ValueTextEquals("tuningTask") || reader.ValueTextEquals("tuning_task");

    // Whatever follows the list must be sound too; half a file should not pass for a whole one.
    private static void ReadToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }

    private bool IsBlank()
    {
        for (var i = _position; i < _json.Length; i++)
        {
            if (_json[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return !_inList;
    }

    private bool FindList(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            while (reader.TokenType == JsonTokenType.PropertyName && !IsWrapper(ref reader))
            {
                reader.Skip();
                reader.Read();
            }

            reader.Read();
        }

        _inList = reader.TokenType == JsonTokenType.StartArray;
        return _inList ? true : throw DatasetErrors.TrainingFileFormat(_fileName, 1, Expected);
    }

    private int LineAt(int position)
    {
        for (; _countedTo < position; _countedTo++)
        {
            if (_json[_countedTo] == (byte)'\n')
            {
                _line++;
            }
        }

        return _line;
    }
}
