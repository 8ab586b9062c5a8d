using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets the permissions on tuned models.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTunedModelPermission", DefaultParameterSetName = ModelSet)]
[OutputType(typeof(TunedModelPermission))]
public sealed class GetGeminiTunedModelPermissionCommand : ConnectedCmdlet
{
    private const string ModelSet = "Model";
    private const string NameSet = "Name";

    /// <summary>Tuned models: ids, full names, patterns or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ModelSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("TunedModel")]
    [SupportsWildcards]
    [ResourceName]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Model { get; set; } = [];

    /// <summary>Full names of permissions, or permissions to get again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [Alias("Id")]
    [PermissionName]
    public string[] Name { get; set; } = [];

    /// <summary>Only permissions with one of these roles.</summary>
    [Parameter]
    public TunedModelRole[]? Role { get; set; }

    /// <summary>Only permissions for one of these types of grantee.</summary>
    [Parameter]
    public TunedModelGranteeType[]? GranteeType { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        ITunedModelSharing sharing = Service.GetSharing();
        foreach (string model in Model)
        {
            await ForEachModelAsync(model, name => PerItemAsync(() =>
                WriteListAsync(token => sharing.ListAsync(name, token, Options), IsWanted)));
        }

        foreach (string name in Name)
        {
            await PerItemAsync(async () =>
            {
                TunedModelPermission permission = await sharing.GetAsync(name, Options);
                if (IsWanted(permission))
                {
                    WriteObject(permission);
                }
            });
        }
    }

    private bool IsWanted(TunedModelPermission permission) =>
        (Role is null || Role.Contains(permission.Role)) && (GranteeType is null || GranteeType.Contains(permission.GranteeType));
}
