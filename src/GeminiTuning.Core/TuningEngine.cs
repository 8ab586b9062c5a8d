using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Batches;
using GeminiTuning.Core.Connections;
using GeminiTuning.Core.Connections.Checks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Datasets.Writing;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.SignIn;
using GeminiTuning.Core.Specs;
using GeminiTuning.Core.Storage;
using GeminiTuning.Core.VertexAI;
using GeminiTuning.Core.Waiting;

namespace GeminiTuning.Core;

/// <summary>The engine. It has no state of its own, so one instance serves every runspace of a process.</summary>
public sealed class TuningEngine : ITuningEngine
{
    private const int DefaultRetryCount = 3;
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);
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
    public ISavedConnections Connections => Saved;

    /// <inheritdoc/>
    public IGcloudConfigurations GcloudConfigurations => new GcloudConfigurations(_environment);

    /// <inheritdoc/>
    public ITuningSpecs Specs => new TuningSpecs(_environment, _time);

    /// <inheritdoc/>
    public ITuningComparer Comparer => new TuningComparer();

    private SavedConnections Saved => new(_environment, _time);

    /// <inheritdoc/>
    public async Task<TuningContext> ConnectAsync(ConnectRequest request, CallOptions options)
    {
        if (request.Name != null)
        {
            Saved.CheckName(request.Name);
        }

        var filled = new GcloudRequest(_environment).Apply(SavedRequest.Apply(request, _environment));
        var (context, found) = await OpenAsync(filled, options).ConfigureAwait(false);
        try
        {
            if (request.Name != null)
            {
                await Saved.SaveAsync(SavedRequest.Of(request.Name, request, found, context), options).ConfigureAwait(false);
            }
        }
        catch
        {
            context.Close();
            throw;
        }

        context.Name = request.Name ?? request.Saved?.Name;
        return context;
    }

    private async Task<(TuningContext Context, FoundCredential Found)> OpenAsync(ConnectRequest request, CallOptions options)
    {
        var endpoint = request.Endpoint == null ? null : EndpointRule.Check(request.Endpoint);
        var retries = request.MaximumRetryCount ?? DefaultRetryCount;
        if (retries < 0)
        {
            throw ConnectErrors.MaximumRetryCountOutOfRange(retries);
        }

        if (request.Timeout is { } time && (time <= TimeSpan.Zero || time > LongestTimeout))
        {
            throw ConnectErrors.TimeoutOutOfRange(time);
        }

        // The emulator has a bucket of its own, so that it needs no more than its name.
        var stagingUri = StagingUriRule.Check(
            request is { StagingUri: null, IsEmulator: true, Backend: TuningBackend.VertexAI } ? EmulatorStagingUri : request.StagingUri);
        var found = await FindCredentialAsync(request, endpoint, options).ConfigureAwait(false);

        var backend = request.Backend ?? (IsForBoth(request) && found.Credential.Kind == CredentialKind.OAuth ? TuningBackend.VertexAI : TuningBackend.GeminiApi);
        var context = backend == TuningBackend.VertexAI
            ? ConnectVertex(request, endpoint, stagingUri, retries, found)
            : ConnectGeminiApi(request, endpoint, retries, found);
        options.Trace.Verbose("Connected to " + context.Endpoint + " with " + found.Name + " from " + found.Source
            + (context.Project == null ? string.Empty : ", project " + context.Project + " from " + context.ProjectSource)
            + (context.Location == null ? string.Empty : ", location " + context.Location + " from " + context.LocationSource) + ".");
        return (context, found);
    }

    /// <inheritdoc/>
    public IEnumerable<TuningExample> ReadTrainingData(IReadOnlyList<string> paths, DatasetOptions dataset) => new TrainingFiles(paths, dataset);

    /// <inheritdoc/>
    public ITrainingDataWriter WriteTrainingData(TrainingDataTarget target) => new TrainingDataWriter(target);

    /// <inheritdoc/>
    public IPredictionLog OpenPredictionLog(string path) => new PredictionLog(path);

    /// <inheritdoc/>
    public ITrainingDataTools TrainingDataTools { get; } = new TrainingDataTools();

    /// <inheritdoc/>
    public Task<TuningJob> WaitAsync(TuningContext context, string name, WaitOptions wait, Action<TuningJob> onUpdate, CallOptions options) =>
        new JobWaiter(context.Client, _time).WaitAsync(name, wait, onUpdate, options);

    // An account is good for both services; then it is the one that still tunes.
    private static bool IsForBoth(ConnectRequest request) => request is { ApiKey: null, AccessToken: null, IsEmulator: false };

    private static string? GcloudAccount(ConnectRequest request) => request.CredentialPath != null && request.CredentialOrigin != null ? request.Gcloud?.Account : null;

    private async Task<FoundCredential> FindCredentialAsync(ConnectRequest request, Uri? endpoint, CallOptions options)
    {
        Impersonation.Check(request);
        var isVertex = request.Backend == TuningBackend.VertexAI;
        var service = isVertex || (request.Backend == null && IsForBoth(request)) ? VertexService.Description : GeminiApiService.Description;
        var scopes = ScopeRule.Check(request.Scopes) ?? service.Scopes;
        var impersonation = new Impersonation(
            source => Settings(
                // The request that needs the token is tried again, and the token with it.
                request, IamCredentialsService.Description, IamCredentialsService.Description.DefaultEndpoint, 0, source, new ProjectFinder(_environment).FindQuotaOnly(request, source)?.Project),
            endpoint);
        var loader = new CredentialLoader(_environment, _innermost, _time, endpoint, impersonation);
        var defaults = new ApplicationDefaultCredentials(_environment, loader, () => new MetadataServer(_environment, _innermost, _time));
        var finder = new CredentialFinder(_environment, loader, defaults, new UserSignIn(_environment, _innermost, _time, endpoint));
        if (request.ImpersonateServiceAccount == null)
        {
            return await FindAsync(scopes, !isVertex).ConfigureAwait(false);
        }

        var source = await FindAsync(Impersonation.OwnScopes, false).ConfigureAwait(false);
        return impersonation.Wrap(source, request.ImpersonateServiceAccount, request.Delegates, scopes);

        async Task<FoundCredential> FindAsync(IReadOnlyList<string> own, bool acceptsApiKey)
        {
            var found = await finder.FindAsync(request, own, acceptsApiKey, options).ConfigureAwait(false);
            return found with { Source = request.CredentialOrigin ?? found.Source, Account = found.Account ?? GcloudAccount(request) };
        }
    }

    private TuningContext ConnectGeminiApi(ConnectRequest request, Uri? endpoint, int retries, FoundCredential found)
    {
        ParameterSupport.Refuse(
            TuningBackend.GeminiApi,
            (nameof(request.Location), request.Location != null),
            (nameof(request.StagingUri), request.StagingUri != null));
        var project = new ProjectFinder(_environment).Find(request, found);
        var quotaProject = found.Credential.Kind == CredentialKind.OAuth ? project?.Project : null;
        var settings = Settings(request, GeminiApiService.Description, endpoint ?? GeminiApiService.Description.DefaultEndpoint, retries, found, quotaProject);
        var backend = new GeminiApiBackend(new ServiceTransport(settings));
        return new TuningContext(backend, BackendChecks.OfGeminiApi(new CheckTarget(found, settings, endpoint), backend, project?.Project))
        {
            Endpoint = settings.Endpoint,
            IsEmulator = request.IsEmulator,
            Credential = found.Name,
            CredentialSource = found.Source,
            Account = found.Account,
            Forget = found.Forget,
            Project = project?.Project,
            ProjectSource = project?.Source,
            MaximumRetryCount = retries,
            Timeout = request.Timeout ?? RetryPolicy.DefaultTime,
        };
    }

    private TuningContext ConnectVertex(ConnectRequest request, Uri? endpoint, string? stagingUri, int retries, FoundCredential found)
    {
        var place = new VertexPlaceFinder(_environment).Find(request, found);
        var hosts = new VertexHosts(endpoint, place.Location.Value);
        var own = hosts.Of(place.Location.Value);

        // The requests name their project; quota is counted against another one only where that was set for it.
        var quotaProject = request.IsEmulator ? null : new ProjectFinder(_environment).FindQuotaOnly(request, found)?.Project;
        var settings = Settings(request, VertexService.Description, own, retries, found, quotaProject);
        var uploader = new TrainingDataUploader(settings, endpoint ?? StorageService.Description.DefaultEndpoint);
        var backend = new VertexBackend(new ServiceTransport(settings), hosts, place.Scope, stagingUri, uploader, _time);
        return new TuningContext(backend, BackendChecks.OfVertex(new CheckTarget(found, settings, endpoint), backend, hosts, place.Scope, stagingUri))
        {
            Endpoint = own,
            IsEmulator = request.IsEmulator,
            Credential = found.Name,
            CredentialSource = found.Source,
            Account = found.Account,
            Forget = found.Forget,
            Project = place.Project.Value,
            ProjectSource = place.Project.Source,
            Location = place.Location.Value,
            LocationSource = place.Location.Source,
            StagingUri = stagingUri,
            MaximumRetryCount = retries,
            Timeout = request.Timeout ?? RetryPolicy.DefaultTime,
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
            Timeout = request.Timeout,
            UserAgent = UserAgent(request),
            Time = _time,
            Innermost = _innermost,
        };

    // Google compresses its answers only for clients whose name has the word gzip in it.
    private static string UserAgent(ConnectRequest request) =>
        (request.UserAgent ?? "GeminiTuning/" + typeof(TuningEngine).Assembly.GetName().Version) + " (gzip)";
}
