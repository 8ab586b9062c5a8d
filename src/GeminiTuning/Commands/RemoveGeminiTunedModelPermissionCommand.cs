using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Takes permissions on tuned models away.</summary>
[Cmdlet(VerbsCommon.Remove, "GeminiTunedModelPermission", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveGeminiTunedModelPermissionCommand : ConcurrentCmdlet
{
    /// <summary>Permissions: full names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [PermissionName]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        ITunedModelSharing sharing = Service.GetSharing();
        foreach (string name in Name)
        {
            await PerItemAsync(async () =>
            {
                TunedModelPermission permission = await sharing.PlanChangeAsync(name, null, Options);
                if (ShouldProcess(name, $"Take the role {permission.Role} from {permission.EmailAddress ?? "everyone"}"))
                {
                    await StartAsync(_ => sharing.DeleteAsync(name, Options));
                }
            });
        }
    }
}
