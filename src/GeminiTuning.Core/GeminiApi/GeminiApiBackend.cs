using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Sharing;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>The Gemini API behind one connection.</summary>
internal sealed class GeminiApiBackend : ITuningBackend, ITokenCounter
{
    private readonly ServiceTransport _transport;
    private readonly ModelsApi _models;
    private readonly TunedModelsApi _tunedModels;
    private readonly OperationsApi _operations;
    private readonly JobsReader _jobs;
    private readonly TuningStarter _starter;
    private readonly TunedModelUpdater _updater;
    private readonly Predictor _predictor;
    private readonly GeminiSharing _sharing;
    private readonly TokensApi _tokens;

    public GeminiApiBackend(ServiceTransport transport)
    {
        _transport = transport;
        _models = new ModelsApi(transport);
        _tunedModels = new TunedModelsApi(transport);
        _operations = new OperationsApi(transport);
        var mapper = new JobMapper(transport.Redactor);
        _jobs = new JobsReader(_tunedModels, _operations, mapper);
        _starter = new TuningStarter(_models, _tunedModels, _operations, mapper);
        _updater = new TunedModelUpdater(_tunedModels);
        _tokens = new TokensApi(transport, PredictionCall);
        _predictor = new Predictor(new PredictionsApi(transport, PredictionCall), _tunedModels);
        _sharing = new GeminiSharing(transport);
    }

    public TuningBackend Kind => TuningBackend.GeminiApi;

    public ITunedModelSharing GetSharing() => _sharing;

    public Task<Page<GeminiModel>> ListModelsAsync(string? pageToken, CallOptions options) => _models.ListAsync(pageToken, options);

    public async Task<GeminiModel> GetModelAsync(string name, CallOptions options) =>
        await _models.GetAsync(BaseModelName.Parse(name), options).ConfigureAwait(false);

    public async Task<Page<TunedModel>> ListTunedModelsAsync(TunedModelQuery query, string? pageToken, CallOptions options)
    {
        var answer = await _tunedModels.ListAsync(query, pageToken, options).ConfigureAwait(false);
        return new Page<TunedModel>(
            answer.TunedModels?.ConvertAll(TunedModelMapper.Map) ?? [],
            string.IsNullOrEmpty(answer.NextPageToken) ? null : answer.NextPageToken);
    }

    public async Task<TunedModel> GetTunedModelAsync(string name, CallOptions options) =>
        TunedModelMapper.Map(await _tunedModels.GetAsync(TunedModelName.Parse(name), options).ConfigureAwait(false));

    public TuningPlan Plan(TuningRequest request) => TuningRequestRules.Plan(request);

    public Task<TuningJob> StartTuningAsync(TuningRequest request, CallOptions options) => _starter.StartAsync(request, options);

    public void Validate(string name, TunedModelUpdate update) => TunedModelUpdater.Validate(name, update);

    public Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelUpdate update, CallOptions options) =>
        _updater.UpdateAsync(name, update, options);

    public Task<DeletionPlan> PlanDeletionAsync(string name, DeletionOptions deletion, CallOptions options)
    {
        var model = TunedModelName.Parse(name).ToString();
        return Task.FromResult(new DeletionPlan(model, [model]));
    }

    public async Task DeleteTunedModelAsync(DeletionPlan plan, CallOptions options) =>
        await _tunedModels.DeleteAsync(TunedModelName.Parse(plan.TunedModel), options).ConfigureAwait(false);

    public Task<Page<TuningJob>> ListJobsAsync(string? pageToken, CallOptions options) => _jobs.ListAsync(pageToken, options);

    public Task<TuningJob> GetJobAsync(string name, CallOptions options) => _jobs.GetAsync(name, options);

    public async Task CancelJobAsync(string name, CallOptions options)
    {
        if (!JobName.TryParse(name, out var job))
        {
            var found = await _jobs.GetAsync(name, options).ConfigureAwait(false);
            if (found.IsFinished)
            {
                throw GeminiApiErrors.JobFinished(found);
            }

            if (!JobName.TryParse(found.Name, out job))
            {
                throw GeminiApiErrors.JobNotCancellable(found);
            }
        }

        await _operations.CancelAsync(job, options).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<LossPoint>> GetLossAsync(string name, CallOptions options)
    {
        if (JobName.TryParse(name, out _))
        {
            try
            {
                return (await _jobs.GetAsync(name, options).ConfigureAwait(false)).Snapshots;
            }
            catch (TuningException e) when (e.ErrorId is nameof(GeminiApiErrors.JobNotFound))
            {
                // Operations are forgotten after a while; the model keeps its curve.
            }
        }

        return (await GetTunedModelAsync(name, options).ConfigureAwait(false)).Snapshots;
    }

    public async Task<TuningRequest> GetRequestAsync(string name, CallOptions options)
    {
        var model = JobName.TryParse(name, out var job) ? job.TunedModel : TunedModelName.Parse(name);
        return RequestMapper.Map(await _tunedModels.GetAsync(model, options).ConfigureAwait(false));
    }

    public Task<Prediction> PredictAsync(PredictionRequest request, CallOptions options) => _predictor.PredictAsync(request, options);

    public Task PredictStreamingAsync(PredictionRequest request, Action<Prediction> onPiece, CallOptions options) =>
        _predictor.PredictStreamingAsync(request, onPiece, options);

    public Task<long> CountTokensAsync(string model, TuningExample example, CallOptions options) =>
        _tokens.CountAsync(BaseModelName.Parse(model).ToString(), example, options);

    public void Dispose() => _transport.Dispose();

    private static ServiceCall PredictionCall(string model, string method) => new()
    {
        Method = HttpMethod.Post,
        Path = "v1beta/" + model + method,
        Explain = fault => TunedModelName.IsPrefixOf(model) ? GeminiApiErrors.ForTunedModel(fault, model) : GeminiApiErrors.ForModel(fault, model),
    };
}
