using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Connects this session with a saved connection.</summary>
[Cmdlet(VerbsCommon.Select, "GeminiTuningContext", DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(TuningContext))]
public sealed class SelectGeminiTuningContextCommand : AsyncPSCmdlet
{
    private const string DefaultSet = "Saved";

    /// <summary>The name that the connection was saved under.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SavedConnectionCompleter))]
    public string Name { get; set; } = null!;

    /// <summary>The API key, for a connection that was saved with one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [Secret]
    public SecureString? ApiKey { get; set; }

    /// <summary>The access token, for a connection that was saved with one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken")]
    [Secret]
    public SecureString? AccessToken { get; set; }

    /// <summary>Emit the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        RunspaceSession session = RunspaceSession.Current;
        CallOptions options = CreateCallOptions();
        SavedConnection saved = Engine.Tuning.Connections.Read(Name, options);
        var request = new ConnectRequest
        {
            Saved = saved,
            ApiKey = ApiKey,
            AccessToken = AccessToken,
            Endpoint = saved.Credential is SavedCredential.Emulator ? session.EnsureEmulator().Endpoint : null,
            UserAgent = $"GeminiTuning/{MyInvocation.MyCommand.Version} PowerShell/{Host.Version}",
        };
        session.Context = await Engine.Tuning.ConnectAsync(request, options);
        if (PassThru)
        {
            WriteObject(session.Context);
        }
    }
}
