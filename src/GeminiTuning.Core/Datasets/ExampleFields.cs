using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Picks a row's prompt and answer by the names that the user gave, or else by the usual ones.</summary>
internal sealed class ExampleFields
{
    private static readonly string[] Rejected = ["rejected_output", "rejectedOutput", "rejected"];

    private readonly IReadOnlyList<string> _input;
    private readonly IReadOnlyList<string> _output;
    private readonly bool _inputIsChosen;

    private readonly Action<TuningException>? _onFault;

    /// <param name="dataset">What the user said about the fields.</param>
    /// <param name="onFault">Takes what is wrong with a row that is then left out; without it, the first such row ends the reading.</param>
    public ExampleFields(DatasetOptions dataset, Action<TuningException>? onFault = null)
    {
        _onFault = onFault;
        _input = dataset.InputProperty == null ? ExampleFieldNames.Input : [dataset.InputProperty];
        _inputIsChosen = dataset.InputProperty != null;
        _output = dataset.OutputProperty == null ? ExampleFieldNames.Output : [dataset.OutputProperty];
    }

    /// <summary>Whether reading goes on after a row that cannot be used.</summary>
    public bool IsLenient => _onFault != null;

    /// <summary>Whether a row may be in Vertex AI's form or that of chats: not where the user said which field is the prompt.</summary>
    public bool TakesContents => !_inputIsChosen;

    /// <summary>Reports a row that cannot be used; whether reading goes on with the next.</summary>
    public bool Skips(TuningException fault)
    {
        _onFault?.Invoke(fault);
        return IsLenient;
    }

    /// <summary>The positions of the prompt and the answer among the names; otherwise the words that say which is missing.</summary>
    public string? Find(IReadOnlyList<string> names, out int input, out int output)
    {
        input = IndexOf(names, _input);
        output = IndexOf(names, _output);
        if (input >= 0 && output >= 0)
        {
            return null;
        }

        return "no " + string.Join(" or ", (input < 0 ? _input : _output).Select(static name => "'" + name + "'"))
            + (names.Count == 0 ? "; there is no field at all" : "; there is " + string.Join(", ", names.Select(static name => "'" + name + "'")));
    }

    /// <summary>The position of the answer that is not wanted, or -1.</summary>
    public static int FindRejected(IReadOnlyList<string> names) => IndexOf(names, Rejected);

    /// <summary>Makes an example of a JSON object in any of its forms.</summary>
    public TuningExample Pick(JsonElement row, string source, bool isLine) =>
        _inputIsChosen ? Pick(JsonRow.Fields(row), source)
        : ContentsForm.Is(row) ? ContentsForm.Read(row, source, isLine)
        : MessagesForm.Is(row) ? MessagesForm.Read(row, source)
        : Pick(JsonRow.Fields(row), source);

    /// <summary>The fields of a row that was picked from; <see langword="null"/> where it has another form.</summary>
    public RowShape? ShapeOf(JsonElement row)
    {
        if (!_inputIsChosen && (ContentsForm.Is(row) || MessagesForm.Is(row)))
        {
            return null;
        }

        string[] names = [.. row.EnumerateObject().Select(static property => property.Name)];
        return Find(names, out var input, out var output) == null ? new RowShape(names, input, output, FindRejected(names)) : null;
    }

    private TuningExample Pick(List<TrainingField> row, string source)
    {
        string[] names = [.. row.Select(static field => field.Name)];
        if (Find(names, out var input, out var output) is { } missing)
        {
            throw DatasetErrors.TrainingRowInvalid(
                source,
                new RowProblem(TrainingRuleIds.MissingField, input < 0 ? _input[0] : _output[0], missing + ". Name the fields with -InputProperty and -OutputProperty"));
        }

        var rejected = FindRejected(names);
        return new TuningExample
        {
            TextInput = Text(row[input], source),
            Output = Text(row[output], source),
            RejectedOutput = rejected < 0 ? null : OrNull(Text(row[rejected], source)),
            Source = source,
        };
    }

    /// <summary>An answer that was left blank is none.</summary>
    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string Text(TrainingField field, string source) => field.Problem == null
        ? field.Text
        : throw DatasetErrors.TrainingRowInvalid(
            source,
            new RowProblem(TrainingRuleIds.MissingField, field.Name, "the field '" + field.Name + "' is " + field.Problem + "; it must be text"));

    private static int IndexOf(IReadOnlyList<string> names, IReadOnlyList<string> wanted)
    {
        foreach (var name in wanted)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
