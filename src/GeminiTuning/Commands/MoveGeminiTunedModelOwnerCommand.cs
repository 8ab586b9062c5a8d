using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Hands tuned models over to another owner.</summary>
[Cmdlet(VerbsCommon.Move, "GeminiTunedModelOwner", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class MoveGeminiTunedModelOwnerCommand : ConcurrentCmdlet
{
    /// <summary>Tuned models: ids, full names, patterns or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("TunedModel", "Name", "Id")]
    [SupportsWildcards]
    [ResourceName]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Model { get; set; } = [];

    /// <summary>The address of the new owner's account.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string EmailAddress { get; set; } = null!;

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        ITunedModelSharing sharing = Service.GetSharing();
        foreach (string name in Model)
        {
            await ForEachModelAsync(name, model => PerItemAsync(async () =>
            {
                sharing.ValidateOwner(model, EmailAddress);
                if (ShouldProcess(model, "Make " + EmailAddress + " the owner, with Writer as the role of the owner so far"))
                {
                    await StartAsync(_ => sharing.TransferOwnershipAsync(model, EmailAddress, Options));
                }
            }));
        }
    }
}
