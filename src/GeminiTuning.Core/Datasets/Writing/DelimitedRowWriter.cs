using System.IO;
using CsvHelper;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Writes rows of cells below a header. The first row decides whether there is a column for rejected answers.</summary>
internal sealed class DelimitedRowWriter : IRowWriter
{
    private readonly CsvWriter _table;
    private bool? _hasRejected;

    public DelimitedRowWriter(Stream target, char separator)
    {
        _table = CsvWriter.Create(target, new CsvWriterOptions { Separator = separator, NewLine = "\r\n" });
    }

    public string? Problem(TuningExample example)
    {
        if (example.Json != null)
        {
            return "it has more than a prompt and an answer, such as further turns or a system instruction, which a table cannot hold; write .jsonl, .json or .yaml";
        }

        return _hasRejected == false && IsPreference(example)
            ? "it has a rejected answer and the first row has none, so the table has no column for it; write rows of one kind"
            : null;
    }

    public void Write(TuningExample example)
    {
        if (_hasRejected == null)
        {
            _hasRejected = IsPreference(example);
            WriteRow("text_input", "output", "rejected_output");
        }

        WriteRow(example.TextInput, example.Output, example.RejectedOutput);
    }

    public void Finish() => _table.Flush();

    public void Dispose() => _table.Dispose();

    private static bool IsPreference(TuningExample example) => ExportRules.MethodOf(example) == TuningMethod.Preference;

    private void WriteRow(string input, string output, string? rejected)
    {
        _table.WriteField(input);
        _table.WriteField(output);
        if (_hasRejected == true)
        {
            _table.WriteField(rejected ?? string.Empty);
        }

        _table.EndRecord();
    }
}
