using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets tuned models.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTunedModel")]
[OutputType(typeof(TunedModel))]
public sealed class GetGeminiTunedModelCommand : ConcurrentCmdlet
{
    /// <summary>Ids, full names or patterns; what other cmdlets emit stands for its model.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only models in one of these states.</summary>
    [Parameter]
    public TunedModelState[]? State { get; set; }

    /// <summary>The service's own filter for listings, such as <c>owner:me</c> or words of the description.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        foreach (string name in Name)
        {
            if (NamePattern.TryParse(name, out NamePattern? pattern))
            {
                // A listing is not held back but comes page by page, after what was asked for before it.
                await CompleteAsync();
                var query = new TunedModelQuery { Filter = Filter };
                await WriteListAsync(
                    token => Service.ListTunedModelsAsync(query, token, Options),
                    model => IsWanted(model) && pattern.IsMatchForDisplay(model));
            }
            else
            {
                await StartAsync(write => GetAsync(name, write));
            }
        }
    }

    private async Task GetAsync(string name, Action<object> write)
    {
        TunedModel model = await Service.GetTunedModelAsync(name, Options);
        if (IsWanted(model))
        {
            write(model);
        }
    }

    private bool IsWanted(TunedModel model) => State is null || State.Contains(model.State);
}
