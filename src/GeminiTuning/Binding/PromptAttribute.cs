using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Takes prompts from text, numbers, training examples and rows, so that what tuned a model can also try it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PromptAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Names = [.. ExampleFieldNames.Input];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IList list ? list.Cast<object>().Select(PromptOf).ToArray() : PromptOf(inputData);
    }

    private static string PromptOf(object? item)
    {
        object? value = item is PSObject wrapped ? wrapped.BaseObject : item;
        return value switch
        {
            string text => text,
            TuningExample example => example.TextInput,
            Prediction prediction => prediction.Prompt,
            IDictionary row => FirstOf(name => row[name]),
            PSCustomObject => FirstOf(name => ((PSObject)item!).Properties[name]?.Value),
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new ArgumentTransformationMetadataException(
                $"Cannot take a prompt from an object of type '{value?.GetType()}'. Give text, or a row with text_input, input or prompt."),
        };
    }

    private static string FirstOf(Func<string, object?> find) =>
        Names.Select(find).FirstOrDefault(static v => v is not null)?.ToString()
        ?? throw new ArgumentTransformationMetadataException(
            $"The row has no prompt: none of {string.Join(", ", Names)}. Give text, or name the column so.");
}
