using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Binding;

/// <summary>Reads training examples from the rows that PowerShell users have: hashtables, objects, imported CSV.</summary>
internal sealed class TrainingRows(string? inputProperty, string? outputProperty)
{
    private int _count;

    /// <summary>Reads one row, or several that came as one: a part of a split.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The examples.</returns>
    public IEnumerable<TuningExample> ReadAll(object? row) =>
        (row is PSObject wrapped ? wrapped.BaseObject : row) is IEnumerable<TuningExample> part ? part : [Read(row)];

    /// <summary>Reads one row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The example, with its place in the input as its source.</returns>
    public TuningExample Read(object? row)
    {
        string source = string.Format(CultureInfo.InvariantCulture, "row {0}", ++_count);
        object? value = row is PSObject wrapped ? wrapped.BaseObject : row;
        if (value is TuningExample example)
        {
            return example;
        }

        Func<string, object?> find = value switch
        {
            IDictionary table => FindIn(table),
            null or string or ValueType => throw CmdletErrors.TrainingRowInvalid(
                source,
                $"'{value}' is not an example. Give a hashtable or object with an input and an output, such as @{{ text_input = '1'; output = '2' }}.",
                row),
            _ => name => PSObject.AsPSObject(row).Properties[name]?.Value,
        };

        return new TuningExample
        {
            TextInput = Text(find, inputProperty, ExampleFieldNames.Input, "-InputProperty", source, row!),
            Output = Text(find, outputProperty, ExampleFieldNames.Output, "-OutputProperty", source, row!),
            RejectedOutput = ExampleFieldNames.Rejected.Select(find).FirstOrDefault(static v => v is not null)?.ToString(),
            Source = source,
        };
    }

    private static Func<string, object?> FindIn(IDictionary table) => name => table.Keys.Cast<object>()
        .Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase))
        .Select(key => table[key])
        .FirstOrDefault();

    private static string Text(
        Func<string, object?> find, string? chosen, IReadOnlyList<string> usual, string parameter, string source, object row)
    {
        IEnumerable<string> names = chosen is null ? usual : [chosen];
        object? value = names.Select(find).FirstOrDefault(static v => v is not null);
        if (value is null)
        {
            string present = string.Join(", ", NamesOf(row));
            throw CmdletErrors.TrainingRowInvalid(
                source,
                $"it has no {string.Join(" or ", names)}. It has: {present}. Name the right one with {parameter}.",
                row);
        }

        return (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> NamesOf(object row)
    {
        object value = row is PSObject wrapped ? wrapped.BaseObject : row;
        return value is IDictionary table
            ? table.Keys.Cast<object>().Select(static k => k.ToString() ?? string.Empty)
            : PSObject.AsPSObject(row).Properties.Select(static p => p.Name);
    }
}
