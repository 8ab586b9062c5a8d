using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GeminiTuning.Core.Datasets;

/// <summary>Writes a YAML map as JSON, so that a row can have the same forms in both.</summary>
internal sealed class YamlRow : IDisposable
{
    private const int MostLevels = 60;

    private readonly Parser _parser;
    private readonly string _fileName;
    private readonly LineBuffer _target;
    private readonly Utf8JsonWriter _json;

    public YamlRow(Parser parser, string fileName, LineBuffer target)
    {
        _parser = parser;
        _fileName = fileName;
        _target = target;
        _json = new Utf8JsonWriter(_target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>How many maps and lists, its own included, the parser is inside of.</summary>
    public int OpenLevels { get; private set; } = 1;

    /// <summary>Writes the map that the parser stands at the start of.</summary>
    public void WriteMap()
    {
        WriteMap(1);
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void WriteMap(int level)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        _json.WriteStartObject();
        while (Next() is not MappingEnd)
        {
            var key = (_parser.Current as Scalar)?.Value ?? throw Problem("a key is not a text");
            if (!keys.Add(key))
            {
                throw Problem("the key '" + key + "' stands there twice");
            }

            _json.WritePropertyName(Whole(key));
            Next();
            WriteValue(level, isText: key is ContentsNames.Text or MessagesNames.Content);
        }

        _json.WriteEndObject();
    }

    private void WriteValue(int level, bool isText = false)
    {
        switch (_parser.Current)
        {
            case Scalar scalar:
                WriteScalar(scalar, isText);
                break;
            case AnchorAlias:
                throw Problem("an alias such as *name stands for another place, which is not followed; write the value itself");
            case var _ when level == MostLevels:
                throw Problem("lists and maps stand in each other more than 60 deep");
            case MappingStart:
                WriteMap(level + 1);
                break;
            default:
                _json.WriteStartArray();
                while (Next() is not SequenceEnd)
                {
                    WriteValue(level + 1);
                }

                _json.WriteEndArray();
                break;
        }
    }

    // As YAML has it, 1.50 and true without quotation marks are no text. They are passed on as they are written.
    private void WriteScalar(Scalar scalar, bool isText)
    {
        var value = scalar.Value;
        if (isText || scalar.Style != ScalarStyle.Plain || !scalar.IsPlainImplicit)
        {
            _json.WriteStringValue(Whole(value));
        }
        else if (value is "" or "~" or "null")
        {
            _json.WriteNullValue();
        }
        else if (value is "true" or "false" || IsNumber(value))
        {
            _json.WriteRawValue(value, skipInputValidation: true);
        }
        else
        {
            _json.WriteStringValue(Whole(value));
        }
    }

    private static bool IsNumber(string value)
    {
        if (value[0] is not ('-' or (>= '0' and <= '9')))
        {
            return false;
        }

        try
        {
            using var number = JsonDocument.Parse(value);
            return number.RootElement.ValueKind == JsonValueKind.Number && value.Trim().Length == value.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string Whole(string text) => HalfCharacter.IsIn(text) ? throw Problem(HalfCharacter.Problem) : text;

    private ParsingEvent Next()
    {
        if (!_parser.MoveNext())
        {
            throw Problem("the file ends in the middle of a row");
        }

        OpenLevels += _parser.Current!.NestingIncrease;
        return _parser.Current;
    }

    private TuningException Problem(string problem) => DatasetErrors.TrainingRowInvalid(SourceLine.Of(_fileName, _parser.Current?.Start.Line ?? 1), problem);
}
