using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Waiting;

namespace GeminiTuning.Core;

/// <summary>The engine. It has no state of its own, so one instance serves every runspace of a process.</summary>
public sealed class TuningEngine : ITuningEngine
{
    private const int DefaultRetryCount = 3;

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
        var backend = request.Backend ?? TuningBackend.GeminiApi;
        if (backend != TuningBackend.GeminiApi)
        {
            throw ConnectErrors.BackendNotAvailable(backend);
        }

        var service = GeminiApiService.Description;
        var endpoint = EndpointRule.Check(request.Endpoint ?? service.DefaultEndpoint);
        var retries = request.MaximumRetryCount ?? DefaultRetryCount;
        if (retries < 0)
        {
            throw ConnectErrors.MaximumRetryCountOutOfRange(retries);
        }

        var finder = new CredentialFinder(_environment, new ApplicationDefaultCredentials(_environment, _innermost));
        var found = await finder.FindAsync(request, service.Scopes, options).ConfigureAwait(false);
        var project = new ProjectFinder(_environment).Find(request.Project, found);
        options.Trace.Verbose("Connected to " + endpoint + " with " + found.Name + " from " + found.Source
            + (project == null ? "." : ", project " + project.Project + " from " + project.Source + "."));

        var transport = new ServiceTransport(new TransportSettings
        {
            Endpoint = endpoint,
            Service = service,
            Credential = found.Credential,
            QuotaProject = found.Credential.Kind == CredentialKind.OAuth ? project?.Project : null,
            MaximumRetryCount = retries,
            UserAgent = UserAgent(request),
            Time = _time,
            Innermost = _innermost,
        });
        return new TuningContext(new GeminiApiBackend(transport))
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

    /// <inheritdoc/>
    public IEnumerable<TuningExample> ReadTrainingData(string path, DatasetOptions dataset) => TrainingFile.Read(path, dataset);

    /// <inheritdoc/>
    public Task<TuningJob> WaitAsync(TuningContext context, string name, WaitOptions wait, Action<TuningJob> onUpdate, CallOptions options) =>
        new JobWaiter(context.Client, _time).WaitAsync(name, wait, onUpdate, options);

    // Google compresses its answers only for clients whose name has the word gzip in it.
    private static string UserAgent(ConnectRequest request) =>
        (request.UserAgent ?? "GeminiTuning/" + typeof(TuningEngine).Assembly.GetName().Version) + " (gzip)";
}
