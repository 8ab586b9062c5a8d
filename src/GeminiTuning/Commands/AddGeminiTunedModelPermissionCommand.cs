using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Shares tuned models with users, groups or everyone.</summary>
[Cmdlet(VerbsCommon.Add, "GeminiTunedModelPermission", SupportsShouldProcess = true, DefaultParameterSetName = UserSet)]
[OutputType(typeof(TunedModelPermission))]
public sealed class AddGeminiTunedModelPermissionCommand : ConcurrentCmdlet
{
    private const string UserSet = "User";
    private const string GroupSet = "Group";
    private const string EveryoneSet = "Everyone";

    /// <summary>Tuned models: ids, full names, patterns or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("TunedModel", "Name", "Id")]
    [SupportsWildcards]
    [ResourceName]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Model { get; set; } = [];

    /// <summary>What to allow: Reader or Writer.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public TunedModelRole Role { get; set; }

    // Two parameters take the pipeline: what is given as an argument leaves it to the other.
    /// <summary>The addresses of accounts.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UserSet)]
    public string[] User { get; set; } = [];

    /// <summary>The addresses of groups.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GroupSet)]
    public string[] Group { get; set; } = [];

    /// <summary>Share with everyone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EveryoneSet)]
    public SwitchParameter Everyone { get; set; }

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        ITunedModelSharing sharing = Service.GetSharing();
        foreach (string name in Model)
        {
            await ForEachModelAsync(name, async model =>
            {
                foreach (PermissionRequest request in Requests(model))
                {
                    await PerItemAsync(() => AddAsync(sharing, request));
                }
            });
        }
    }

    private async Task AddAsync(ITunedModelSharing sharing, PermissionRequest request)
    {
        sharing.Validate(request);
        string grantee = request.GranteeType switch
        {
            TunedModelGranteeType.User => "the user " + request.EmailAddress,
            TunedModelGranteeType.Group => "the group " + request.EmailAddress,
            _ => "everyone",
        };
        if (ShouldProcess(request.TunedModel, $"Give {grantee} the role {request.Role}"))
        {
            await StartAsync(async write => write(await sharing.CreateAsync(request, Options)));
        }
    }

    private IEnumerable<PermissionRequest> Requests(string model) => ParameterSetName switch
    {
        UserSet => User.Select(address => Request(model, TunedModelGranteeType.User, address)),
        GroupSet => Group.Select(address => Request(model, TunedModelGranteeType.Group, address)),
        _ => Everyone ? [Request(model, TunedModelGranteeType.Everyone, null)] : [],
    };

    private PermissionRequest Request(string model, TunedModelGranteeType type, string? address) =>
        new() { TunedModel = model, Role = Role, GranteeType = type, EmailAddress = address?.Trim() };
}
