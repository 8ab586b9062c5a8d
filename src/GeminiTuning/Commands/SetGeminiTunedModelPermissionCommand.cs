using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Changes what permissions on tuned models allow.</summary>
[Cmdlet(VerbsCommon.Set, "GeminiTunedModelPermission", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModelPermission))]
public sealed class SetGeminiTunedModelPermissionCommand : ConcurrentCmdlet
{
    /// <summary>Permissions: full names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [PermissionName]
    public string[] Name { get; set; } = [];

    /// <summary>What to allow from now on: Reader or Writer.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public TunedModelRole Role { get; set; }

    /// <summary>Emit the permission after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        ITunedModelSharing sharing = Service.GetSharing();
        foreach (string name in Name)
        {
            await PerItemAsync(async () =>
            {
                TunedModelPermission permission = await sharing.PlanChangeAsync(name, Role, Options);
                if (ShouldProcess(name, $"Change the role of {permission.EmailAddress ?? "everyone"} from {permission.Role} to {Role}"))
                {
                    await StartAsync(write => UpdateAsync(sharing, name, write));
                }
            });
        }
    }

    private async Task UpdateAsync(ITunedModelSharing sharing, string name, Action<object> write)
    {
        TunedModelPermission permission = await sharing.UpdateAsync(name, Role, Options);
        if (PassThru)
        {
            write(permission);
        }
    }
}
