using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Vertex AI behind one connection.</summary>
internal sealed class VertexBackend : ITuningBackend, ITokenCounter
{
    private readonly ServiceTransport _transport;
    private readonly VertexScope _scope;
    private readonly ITrainingDataUploader _uploader;
    private readonly VertexTuningRules _rules;
    private readonly ModelCatalogue _catalogue;
    private readonly TunedModelsReader _tunedModels;
    private readonly VertexJobsReader _jobs;
    private readonly VertexTuningStarter _starter;
    private readonly VertexModelUpdater _updater;
    private readonly DeletionPlanner _planner;
    private readonly Deleter _deleter;
    private readonly VertexPredictor _predictor;
    private readonly TokensApi _tokens;

    public VertexBackend(
        ServiceTransport transport,
        VertexHosts hosts,
        VertexScope scope,
        string? stagingUri,
        ITrainingDataUploader uploader,
        TimeProvider time)
    {
        _transport = transport;
        _scope = scope;
        _uploader = uploader;
        var client = new VertexClient(transport, hosts);
        var jobs = new TuningJobsApi(client, scope);
        var models = new RegistryApi(client, scope);
        var endpoints = new EndpointsApi(client);
        var finder = new ResourceFinder(scope, jobs, models, endpoints);
        var mapper = new VertexJobMapper(transport.Redactor);
        _rules = new VertexTuningRules(scope, stagingUri);
        _catalogue = new ModelCatalogue(client, scope);
        _tunedModels = new TunedModelsReader(jobs, models, finder);
        _jobs = new VertexJobsReader(jobs, finder, new LossReader(client), mapper);
        _starter = new VertexTuningStarter(_rules, stagingUri, jobs, endpoints, finder, new JobCreator(jobs, time), mapper, uploader);
        _updater = new VertexModelUpdater(models, finder, _tunedModels, mapper);
        _planner = new DeletionPlanner(jobs, models, endpoints, finder, uploader);
        _deleter = new Deleter(_planner, jobs, models, endpoints, uploader, new OperationWaiter(client, time), time);
        _tokens = new TokensApi(transport, (model, method) => client.Call(HttpMethod.Post, model, method));
        _predictor = new VertexPredictor(
            new PredictionsApi(transport, (model, method) => client.Call(HttpMethod.Post, model, method)),
            finder,
            mapper);
    }

    public TuningBackend Kind => TuningBackend.VertexAI;

    public ITunedModelSharing GetSharing() => throw VertexErrors.SharingNotSupported(_scope.Project);

    public Task<Page<GeminiModel>> ListModelsAsync(string? pageToken, CallOptions options) => Task.FromResult(_catalogue.List(options));

    public Task<GeminiModel> GetModelAsync(string name, CallOptions options) => _catalogue.GetAsync(name, options);

    public Task<Page<TunedModel>> ListTunedModelsAsync(TunedModelQuery query, string? pageToken, CallOptions options) =>
        _tunedModels.ListAsync(query, pageToken, options);

    public Task<TunedModel> GetTunedModelAsync(string name, CallOptions options) => _tunedModels.GetAsync(name, options);

    public TuningPlan Plan(TuningRequest request) => _rules.Plan(request);

    public Task<TuningJob> StartTuningAsync(TuningRequest request, CallOptions options) => _starter.StartAsync(request, options);

    public void Validate(string name, TunedModelUpdate update) => _updater.Validate(name, update);

    public async Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelUpdate update, CallOptions options)
    {
        try
        {
            return await _updater.UpdateAsync(name, update, options).ConfigureAwait(false);
        }
        finally
        {
            _predictor.Forget();
        }
    }

    public Task<DeletionPlan> PlanDeletionAsync(string name, DeletionOptions deletion, CallOptions options) =>
        _planner.PlanAsync(name, deletion, options);

    public async Task DeleteTunedModelAsync(DeletionPlan plan, CallOptions options)
    {
        await _deleter.DeleteAsync(plan, options).ConfigureAwait(false);
        _predictor.Forget();
    }

    public Task<Page<TuningJob>> ListJobsAsync(string? pageToken, CallOptions options) => _jobs.ListAsync(pageToken, options);

    public Task<TuningJob> GetJobAsync(string name, CallOptions options) => _jobs.GetAsync(name, options);

    public Task CancelJobAsync(string name, CallOptions options) => _jobs.CancelAsync(name, options);

    public Task<IReadOnlyList<LossPoint>> GetLossAsync(string name, CallOptions options) => _jobs.LossAsync(name, options);

    public Task<TuningRequest> GetRequestAsync(string name, CallOptions options) => _jobs.RequestAsync(name, options);

    public Task<Prediction> PredictAsync(PredictionRequest request, CallOptions options) => _predictor.PredictAsync(request, options);

    public Task PredictStreamingAsync(PredictionRequest request, Action<Prediction> onPiece, CallOptions options) =>
        _predictor.PredictStreamingAsync(request, onPiece, options);

    public Task<long> CountTokensAsync(string model, TuningExample example, CallOptions options)
    {
        var name = VertexName.Parse(model, _scope);
        return name.Kind == ResourceKind.PublisherModel ? _tokens.CountAsync(name.ToString(), example, options) : throw VertexErrors.ModelNameInvalid(model);
    }

    public void Dispose()
    {
        _transport.Dispose();
        (_uploader as IDisposable)?.Dispose();
    }
}
