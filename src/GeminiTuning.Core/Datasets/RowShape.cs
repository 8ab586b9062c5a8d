using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// The fields of a row, by which the next row is read without looking for them again, if it has the same ones: in a long
/// file nearly every row does.
/// </summary>
internal sealed class RowShape
{
    private readonly byte[][] _names;
    private readonly int _input;
    private readonly int _output;
    private readonly int _rejected;

    public RowShape(IReadOnlyList<string> names, int input, int output, int rejected)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _input = input;
        _output = output;
        _rejected = rejected;
    }

    /// <summary>Reads a row; <see langword="null"/> where it is any different, be it only in having a number for a text.</summary>
    public TuningExample? Read(ReadOnlySpan<byte> row, string fileName, long line)
    {
        var reader = new Utf8JsonReader(row);
        string? input = null;
        string? output = null;
        string? rejected = null;
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            for (var i = 0; i < _names.Length; i++)
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(_names[i]) || !reader.Read())
                {
                    return null;
                }

                if (i != _input && i != _output && i != _rejected)
                {
                    reader.Skip();
                    continue;
                }

                if (reader.TokenType != JsonTokenType.String)
                {
                    return null;
                }

                var text = reader.GetString();
                input = i == _input ? text : input;
                output = i == _output ? text : output;
                rejected = i == _rejected ? text : rejected;
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
            {
                return null;
            }
        }
        catch (JsonException)
        {
            // The other way of reading says what is wrong.
            return null;
        }

        return new TuningExample
        {
            TextInput = input!,
            Output = output!,
            RejectedOutput = rejected == null ? null : ExampleFields.OrNull(rejected),
            Source = SourceLine.Of(fileName, line),
        };
    }
}
