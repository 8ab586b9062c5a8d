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
    private readonly int[] _wanted;
    private readonly int _input;
    private readonly int _output;
    private readonly int _rejected;

    public RowShape(IReadOnlyList<string> names, int input, int output, int rejected)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _wanted = [.. new[] { input, output, rejected }.Where(static index => index >= 0).OrderBy(static index => index)];
        _input = Array.IndexOf(_wanted, input);
        _output = Array.IndexOf(_wanted, output);
        _rejected = rejected < 0 ? -1 : Array.IndexOf(_wanted, rejected);
    }

    /// <summary>Finds the texts in a line; <see langword="false"/> where it is any different, be it only in having a number for a text.</summary>
    public bool TryFind(ReadOnlySpan<byte> line, List<JsonSlice> texts)
    {
        texts.Clear();
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            for (var i = 0; i < _names.Length; i++)
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(_names[i]) || !reader.Read())
                {
                    return false;
                }

                if (Array.IndexOf(_wanted, i) < 0)
                {
                    reader.Skip();
                    continue;
                }

                if (!JsonSlice.TryTake(ref reader, out var text))
                {
                    return false;
                }

                texts.Add(text);
            }

            reader.Read();
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The other way of reading says what is wrong.
            return false;
        }
    }

    /// <summary>Makes a row of a line and the texts that were found in it.</summary>
    public ExampleRow SetRow(ExampleRow row, ReadOnlyMemory<byte> line, List<JsonSlice> texts, string fileName, long number)
    {
        JsonSlice? rejected = _rejected < 0 || texts[_rejected].Length == 0 ? null : texts[_rejected];
        return row.SetFields(line, texts[_input], texts[_output], rejected, fileName, number);
    }
}
