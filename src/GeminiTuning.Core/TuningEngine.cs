using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Storage;
using GeminiTuning.Core.VertexAI;
using GeminiTuning.Core.Waiting;

namespace GeminiTuning.Core;

/// <summary>The engine. It has no state of its own, so one instance serves every runspace of a process.</summary>
public sealed class TuningEngine : ITuningEngine
{
    private const int DefaultRetryCount = 3;
    private const string EmulatorStagingUri = "gs://geminituning-emulator";

    private readonly TimeProvider _time;
    private readonly Func<Uri, HttpMessageHandler> _innermost;
    private readonly Func<string, string?> _environment;

    /// <summary>Makes an engine on the real clock, network and environment.</summary>
    public TuningEngine()
        : this(TimeProvider.System, InnermostHandler.Create, Environment.GetEnvironmentVariable)
    {
    }

    internal TuningEngine(TimeProvider time, Func<Uri, HttpMessageHandler> innermost, Func<string, string?> environment)
    {
        _time = time;
        _innermost = innermost;
        _environment = environment;
    }

    /// <inheritdoc/>
    public async Task<TuningContext> ConnectAsync(ConnectRequest request, CallOptions options)
    {
        var endpoint = request.Endpoint == null ? null : EndpointRule.Check(request.Endpoint);
        var retries = request.MaximumRetryCount ?? DefaultRetryCount;
        if (retries < 0)
        {
            throw ConnectErrors.MaximumRetryCountOutOfRange(retries);
        }

        // The emulator has a bucket of its own, so that it needs no more than its name.
        var stagingUri = StagingUriRule.Check(
            request is { StagingUri: null, IsEmulator: true, Backend: TuningBackend.VertexAI } ? EmulatorStagingUri : request.StagingUri);
        var found = await FindCredentialAsync(request, options).ConfigureAwait(false);

        // What is found without being given is good for both services; then it is the one that still tunes.
        var backend = request.Backend ?? (found.IsApplicationDefault ? TuningBackend.VertexAI : TuningBackend.GeminiApi);
        var context = backend == TuningBackend.VertexAI
            ? ConnectVertex(request, endpoint, stagingUri, retries, found)
            : ConnectGeminiApi(request, endpoint ?? GeminiApiService.Description.DefaultEndpoint, retries, found);
        options.Trace.Verbose("Connected to " + context.Endpoint + " with " + found.Name + " from " + found.Source
            + (context.Project == null ? string.Empty : ", project " + context.Project + " from " + context.ProjectSource)
            + (context.Location == null ? string.Empty : ", location " + context.Location + " from " + context.LocationSource) + ".");
        return context;
    }

    /// <inheritdoc/>
    public IEnumerable<TuningExample> ReadTrainingData(IReadOnlyList<string> paths, DatasetOptions dataset) => new TrainingFiles(paths, dataset);

    /// <inheritdoc/>
    public ITrainingDataTools TrainingDataTools { get; } = new TrainingDataTools();

    /// <inheritdoc/>
    public Task<TuningJob> WaitAsync(TuningContext context, string name, WaitOptions wait, Action<TuningJob> onUpdate, CallOptions options) =>
        new JobWaiter(context.Client, _time).WaitAsync(name, wait, onUpdate, options);

    private Task<FoundCredential> FindCredentialAsync(ConnectRequest request, CallOptions options)
    {
        var isVertex = request.Backend == TuningBackend.VertexAI;
        var defaults = request is { Backend: null, ApiKey: null, AccessToken: null, IsEmulator: false };
        var service = isVertex || defaults ? VertexService.Description : GeminiApiService.Description;
        var finder = new CredentialFinder(_environment, new ApplicationDefaultCredentials(_environment, _innermost));
        return finder.FindAsync(request, service.Scopes, acceptsApiKey: !isVertex, options);
    }

    private TuningContext ConnectGeminiApi(ConnectRequest request, Uri endpoint, int retries, FoundCredential found)
    {
        ParameterSupport.Refuse(
            TuningBackend.GeminiApi,
            (nameof(request.Location), request.Location != null),
            (nameof(request.StagingUri), request.StagingUri != null));
        var project = new ProjectFinder(_environment).Find(request.Project, found);
        var quotaProject = found.Credential.Kind == CredentialKind.OAuth ? project?.Project : null;
        var settings = Settings(request, GeminiApiService.Description, endpoint, retries, found, quotaProject);
        return new TuningContext(new GeminiApiBackend(new ServiceTransport(settings)))
        {
            Endpoint = endpoint,
            IsEmulator = request.IsEmulator,
            Credential = found.Name,
            CredentialSource = found.Source,
            Account = found.Account,
            Project = project?.Project,
            ProjectSource = project?.Source,
            MaximumRetryCount = retries,
        };
    }

    private TuningContext ConnectVertex(ConnectRequest request, Uri? endpoint, string? stagingUri, int retries, FoundCredential found)
    {
        var place = new VertexPlaceFinder(_environment).Find(request, found);
        var hosts = new VertexHosts(endpoint, place.Location.Value);
        var own = hosts.Of(place.Location.Value);

        // The requests name their project; quota is counted against another one only where that was set for it.
        var quotaProject = request.IsEmulator ? null : new ProjectFinder(_environment).FindQuotaOnly(found)?.Project;
        var settings = Settings(request, VertexService.Description, own, retries, found, quotaProject);
        var uploader = new TrainingDataUploader(settings, endpoint ?? StorageService.Description.DefaultEndpoint);
        return new TuningContext(new VertexBackend(new ServiceTransport(settings), hosts, place.Scope, stagingUri, uploader, _time))
        {
            Endpoint = own,
            IsEmulator = request.IsEmulator,
            Credential = found.Name,
            CredentialSource = found.Source,
            Account = found.Account,
            Project = place.Project.Value,
            ProjectSource = place.Project.Source,
            Location = place.Location.Value,
            LocationSource = place.Location.Source,
            StagingUri = stagingUri,
            MaximumRetryCount = retries,
        };
    }

    private TransportSettings Settings(
        ConnectRequest request,
        ServiceDescription service,
        Uri endpoint,
        int retries,
        FoundCredential found,
        string? quotaProject) => new()
        {
            Endpoint = endpoint,
            Service = service,
            Credential = found.Credential,
            QuotaProject = quotaProject,
            MaximumRetryCount = retries,
            UserAgent = UserAgent(request),
            Time = _time,
            Innermost = _innermost,
        };

    // Google compresses its answers only for clients whose name has the word gzip in it.
    private static string UserAgent(ConnectRequest request) =>
        (request.UserAgent ?? "GeminiTuning/" + typeof(TuningEngine).Assembly.GetName().Version) + " (gzip)";
}
