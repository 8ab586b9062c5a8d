using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>
/// Lets a name parameter take what the other cmdlets emit, live or deserialised, and any row or hashtable that carries
/// a name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ResourceNameAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] ModelFirst = ["TunedModel", "Model", "Name", "Id"];
    private static readonly string[] CheckpointFirst = ["Endpoint", "TunedModel"];
    private static readonly string[] NameFirst = ["Name", "Id", "Model", "TunedModel"];

    /// <summary>Whether a job stands for itself rather than for the model that it makes.</summary>
    public bool AcceptJob { get; set; }

    /// <summary>Whether a tuned model stands for the base model under it.</summary>
    public bool PreferBaseModel { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IList list
            ? list.Cast<object>().Select(NameOf).ToArray()
            : NameOf(inputData);
    }

    private string NameOf(object? item)
    {
        object? value = item is PSObject wrapped ? wrapped.BaseObject : item;
        string? name = value switch
        {
            string text => text,
            TuningJob job when !AcceptJob => job.TunedModel ?? job.Name,
            TunedModel model when PreferBaseModel => model.BaseModel,
            TunedModelPermission permission => permission.TunedModel,
            TuningResource resource => resource.Name,
            Prediction prediction => prediction.Model,
            LossPoint point => point.TunedModel,
            TunedModelCheckpoint checkpoint => checkpoint.Endpoint ?? checkpoint.TunedModel,
            IDictionary row => FromKeys(row),
            int or long => Convert.ToString(value, CultureInfo.InvariantCulture),
            PSCustomObject => FromProperties((PSObject)item!),
            _ => null,
        };

        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentTransformationMetadataException(
                value is null or string
                    ? "A model name is empty. Give an id such as 'inc-1' or a full name such as 'tunedModels/inc-1'."
                    : $"Cannot take a model name from an object of type '{value.GetType()}'. Give a name, an object with a Name property, or what another GeminiTuning cmdlet emits.");
        }

        return name!.Trim();
    }

    // Of a checkpoint that came back from a file or a job, only its endpoint tells it from the others of its model.
    private string? FromProperties(PSObject row) => (row.Properties["CheckpointId"] is not null ? CheckpointFirst : AcceptJob ? NameFirst : ModelFirst)
        .Select(key => row.Properties[key]?.Value?.ToString())
        .FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));

    private string? FromKeys(IDictionary row) => (AcceptJob ? NameFirst : ModelFirst)
        .Select(key => row[key]?.ToString())
        .FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));
}
