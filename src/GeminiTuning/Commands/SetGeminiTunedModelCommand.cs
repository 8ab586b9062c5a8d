using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Changes a tuned model's names and sampling defaults. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "GeminiTunedModel", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModel))]
public sealed class SetGeminiTunedModelCommand : ConcurrentCmdlet
{
    /// <summary>Tuned models: ids, full names, patterns or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The new name for people, at most 40 characters.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? DisplayName { get; set; }

    /// <summary>The new description; empty clears it.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The new default sampling temperature, 0 to 1.</summary>
    [Parameter]
    public double? Temperature { get; set; }

    /// <summary>The new default nucleus-sampling mass, 0 to 1.</summary>
    [Parameter]
    public double? TopP { get; set; }

    /// <summary>The new default number of candidates for sampling, from 1.</summary>
    [Parameter]
    public int? TopK { get; set; }

    /// <summary>The new labels, in place of the old ones; Vertex AI only.</summary>
    [Parameter]
    public Hashtable? Label { get; set; }

    /// <summary>The id of the checkpoint that the model's endpoint is to serve; Vertex AI only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DefaultCheckpointId { get; set; }

    /// <summary>Emit the model after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        var update = new TunedModelUpdate
        {
            DisplayName = DisplayName,
            Description = Description,
            Temperature = Temperature,
            TopP = TopP,
            TopK = TopK,
            Labels = Label?.ToLabels(),
            DefaultCheckpointId = DefaultCheckpointId,
        };
        string changes = string.Join(", ", Changes(update));

        foreach (string name in Name)
        {
            await ForEachModelAsync(name, model => StartAsync(write => UpdateAsync(model, update, changes, write)));
        }
    }

    private async Task UpdateAsync(string name, TunedModelUpdate update, string changes, Action<object> write)
    {
        Service.Validate(name, update);
        if (ShouldProcess(name, "Set " + changes))
        {
            TunedModel model = await Service.UpdateTunedModelAsync(name, update, Options);
            if (PassThru)
            {
                write(model);
            }
        }
    }

    private static IEnumerable<string> Changes(TunedModelUpdate update) => new (string Name, object? Value)[]
        {
            (nameof(DisplayName), update.DisplayName),
            (nameof(Description), update.Description),
            (nameof(Temperature), update.Temperature),
            (nameof(TopP), update.TopP),
            (nameof(TopK), update.TopK),
            (nameof(Label), update.Labels is null ? null : string.Join(", ", update.Labels.Select(static l => l.Key + "=" + l.Value))),
            (nameof(DefaultCheckpointId), update.DefaultCheckpointId),
        }
        .Where(static change => change.Value is not null)
        .Select(static change => $"{change.Name} to '{change.Value}'");
}
