using System;
using System.Collections.Generic;
using System.Globalization;
using CsvHelper;

namespace GeminiTuning.Core.Datasets;

/// <summary>Rows of cells below a header, quoted as RFC 4180 has it.</summary>
internal sealed class DelimitedFormat : ITrainingFormat
{
    private static readonly char[] OtherSeparators = [';', '\t', '|', ','];
    private readonly char _separator;

    public DelimitedFormat(char separator)
    {
        _separator = separator;
    }

    public IEnumerable<ExampleRow> Read(TrainingText text, string fileName, ExampleFields fields)
    {
        var characters = text.Characters();
        if (characters.Peek() is '{' or '[')
        {
            throw DatasetErrors.TrainingFileFormat(fileName, 1, "it looks like JSON and not like a table. Give it a name that ends with .json, or with .jsonl where each line is an object");
        }

        using var reader = CsvReader.Create(characters, Options(fileName), leaveOpen: true);
        string[] header = [.. reader.Headers];
        if (header.Length == 0)
        {
            yield break;
        }

        if (fields.Find(header, out var input, out var output) is { } missing)
        {
            throw DatasetErrors.TrainingFileFormat(fileName, 1, HeaderProblem(missing, header));
        }

        var rejected = ExampleFields.FindRejected(header);
        var row = new ExampleRow();
        while (reader.Read())
        {
            if (reader.FieldCount <= Math.Max(Math.Max(input, output), rejected))
            {
                var fault = DatasetErrors.TrainingRowInvalid(
                    SourceLine.Of(fileName, reader.LineNumber),
                    string.Format(CultureInfo.InvariantCulture, "the row has {0} of the header's {1} cells", reader.FieldCount, header.Length));
                if (!fields.Skips(fault))
                {
                    throw fault;
                }

                continue;
            }

            yield return row.Set(new TuningExample
            {
                TextInput = reader.GetString(input),
                Output = reader.GetString(output),
                RejectedOutput = rejected < 0 ? null : ExampleFields.OrNull(reader.GetString(rejected)),
                Source = SourceLine.Of(fileName, reader.LineNumber),
            });
        }
    }

    private static string HeaderProblem(string missing, string[] header) =>
        "the header has " + missing
        + (header.Length == 1 && header[0].IndexOfAny(OtherSeparators) >= 0
            ? ". The cells seem to be separated by something else; save the file with commas (.csv) or tabs (.tsv)"
            : ". Name the columns with -InputProperty and -OutputProperty");

    // A quotation mark in the middle of a cell is plain text to every spreadsheet. One that leaves open where the cell
    // ends would silently swallow rows.
    private static void Refuse(CsvMalformedRecord record, string fileName)
    {
        if (record.Reason != CsvMalformedReason.StrayQuote)
        {
            throw DatasetErrors.TrainingFileFormat(
                fileName,
                record.LineNumber,
                "a quotation mark is not closed or not doubled. A cell with quotation marks in it is written \"like \"\"this\"\"\"");
        }
    }

    private CsvReaderOptions Options(string fileName) => new()
    {
        Separator = _separator,
        TrackLineNumbers = true,
        OnMalformedRecord = record => Refuse(record, fileName),
    };
}
