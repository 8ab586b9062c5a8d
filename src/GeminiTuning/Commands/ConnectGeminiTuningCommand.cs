using System;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Connects this session to a service that tunes Gemini models, or to the embedded emulator.</summary>
[Cmdlet(VerbsCommunications.Connect, "GeminiTuning", DefaultParameterSetName = DefaultSet, SupportsShouldProcess = true)]
[OutputType(typeof(TuningContext))]
public sealed class ConnectGeminiTuningCommand : AsyncPSCmdlet
{
    private const string DefaultSet = "ApplicationDefault";
    private const string KeySet = "ApiKey";
    private const string TokenSet = "AccessToken";
    private const string FileSet = "CredentialPath";
    private const string ClientSet = "ClientSecret";
    private const string EmulatorSet = "Emulator";

    /// <summary>A name to save the connection under.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SavedConnectionCompleter))]
    public string? Name { get; set; }

    /// <summary>The service to use.</summary>
    [Parameter]
    public TuningBackend? Backend { get; set; }

    /// <summary>An API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [Secret]
    public SecureString ApiKey { get; set; } = null!;

    /// <summary>An OAuth 2.0 access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [Secret]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>A credential file of Google's.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string CredentialPath { get; set; } = null!;

    /// <summary>The <c>client_secret.json</c> of an OAuth client, to sign in with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClientSet)]
    [ValidateNotNullOrEmpty]
    public string ClientSecretPath { get; set; } = null!;

    /// <summary>Show the address to sign in at, in place of opening a browser.</summary>
    [Parameter(ParameterSetName = ClientSet)]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>Also write the sign-in as Application Default Credentials.</summary>
    [Parameter(ParameterSetName = ClientSet)]
    public SwitchParameter WriteApplicationDefault { get; set; }

    /// <summary>The OAuth scopes to ask for.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ClientSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Scope { get; set; }

    /// <summary>A service account to act as.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ClientSet)]
    [ValidateNotNullOrEmpty]
    public string? ImpersonateServiceAccount { get; set; }

    /// <summary>The service accounts between the credential and the impersonated one.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ClientSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Delegate { get; set; }

    /// <summary>The gcloud configuration that account, project and region are taken from.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ClientSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GcloudConfigurationCompleter))]
    public string? GcloudConfiguration { get; set; }

    /// <summary>Use the embedded emulator: this session's newest one, or a new one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmulatorSet)]
    public SwitchParameter Emulator { get; set; }

    /// <summary>One base address for every Google service.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ClientSet)]
    public Uri? Endpoint { get; set; }

    /// <summary>The Google Cloud project that quota is counted against.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The Google Cloud location to work in, such as <c>us-central1</c>; Vertex AI only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>Where training data is uploaded to, <c>gs://bucket/prefix</c>; Vertex AI only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StagingUri { get; set; }

    /// <summary>How often a request that failed for a passing reason is tried again, 0 to 10.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>The longest time for a request with all its attempts, in seconds or as a TimeSpan, up to a day.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Emit the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync()
    {
        RunspaceSession session = RunspaceSession.Current;
        var request = new ConnectRequest
        {
            Backend = Backend,
            Endpoint = Endpoint,
            ApiKey = ApiKey,
            AccessToken = AccessToken,
            CredentialPath = FullPath(CredentialPath),
            ClientSecretPath = FullPath(ClientSecretPath),
            NoBrowser = NoBrowser,
            WriteApplicationDefault = WriteApplicationDefault,
            Interaction = ClientSecretPath is null ? null : new HostSignIn(this),
            Scopes = Scope,
            ImpersonateServiceAccount = ImpersonateServiceAccount,
            Delegates = Delegate,
            GcloudConfiguration = GcloudConfiguration,
            Name = Name,
            Project = Project,
            Location = Location,
            StagingUri = StagingUri,
            MaximumRetryCount = MaximumRetryCount,
            Timeout = Timeout,
            UserAgent = $"GeminiTuning/{MyInvocation.MyCommand.Version} PowerShell/{Host.Version}",
        };

        if (Emulator)
        {
            request = request with
            {
                IsEmulator = true,
                Endpoint = session.EnsureEmulator().Endpoint,
            };
        }

        session.Context = await Engine.Tuning.ConnectAsync(request, CreateCallOptions());
        if (PassThru)
        {
            WriteObject(session.Context);
        }
    }

    private string? FullPath(string? path) => path == null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
