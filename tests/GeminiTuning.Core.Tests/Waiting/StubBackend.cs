using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Tests.Waiting;

/// <summary>A backend that knows one job.</summary>
internal sealed class StubBackend(Func<string, CallOptions, Task<TuningJob>> job) : ITuningBackend
{
    public TuningBackend Kind => TuningBackend.GeminiApi;

    public ITunedModelSharing GetSharing() => throw new NotSupportedException();

    public Task<TuningJob> GetJobAsync(string name, CallOptions options) => job(name, options);

    public Task<Page<GeminiModel>> ListModelsAsync(string? pageToken, CallOptions options) => throw new NotSupportedException();

    public Task<GeminiModel> GetModelAsync(string name, CallOptions options) => throw new NotSupportedException();

    public Task<Page<TunedModel>> ListTunedModelsAsync(TunedModelQuery query, string? pageToken, CallOptions options) => throw new NotSupportedException();

    public Task<TunedModel> GetTunedModelAsync(string name, CallOptions options) => throw new NotSupportedException();

    public TuningPlan Plan(TuningRequest request) => throw new NotSupportedException();

    public Task<TuningJob> StartTuningAsync(TuningRequest request, CallOptions options) => throw new NotSupportedException();

    public void Validate(string name, TunedModelUpdate update) => throw new NotSupportedException();

    public Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelUpdate update, CallOptions options) => throw new NotSupportedException();

    public Task<DeletionPlan> PlanDeletionAsync(string name, DeletionOptions deletion, CallOptions options) => throw new NotSupportedException();

    public Task DeleteTunedModelAsync(DeletionPlan plan, CallOptions options) => throw new NotSupportedException();

    public Task<Page<TuningJob>> ListJobsAsync(string? pageToken, CallOptions options) => throw new NotSupportedException();

    public Task CancelJobAsync(string name, CallOptions options) => throw new NotSupportedException();

    public Task<IReadOnlyList<LossPoint>> GetLossAsync(string name, CallOptions options) => throw new NotSupportedException();

    public Task<TuningRequest> GetRequestAsync(string name, CallOptions options) => throw new NotSupportedException();

    public Task<Prediction> PredictAsync(PredictionRequest request, CallOptions options) => throw new NotSupportedException();

    public Task PredictStreamingAsync(PredictionRequest request, Action<Prediction> onPiece, CallOptions options) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
