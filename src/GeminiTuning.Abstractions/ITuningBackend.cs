using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>
/// One service behind one connection. Names may be short ids or full resource names. Every member may throw
/// <see cref="TuningException"/> and <see cref="OperationCanceledException"/>; members may run side by side.
/// </summary>
public interface ITuningBackend : IDisposable
{
    /// <summary>The service.</summary>
    TuningBackend Kind { get; }

    /// <summary>Gets the service's way to share tuned models.</summary>
    /// <returns>The way.</returns>
    /// <exception cref="TuningException">The service has none: access to it is managed elsewhere.</exception>
    ITunedModelSharing GetSharing();

    /// <summary>Lists base models, a page at a time.</summary>
    /// <param name="pageToken">The page to get; <see langword="null"/> for the first.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The page.</returns>
    Task<Page<GeminiModel>> ListModelsAsync(string? pageToken, CallOptions options);

    /// <summary>Gets a base model.</summary>
    /// <param name="name">Its name, such as <c>models/gemini-1.0-pro-001</c>.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The model.</returns>
    Task<GeminiModel> GetModelAsync(string name, CallOptions options);

    /// <summary>Lists tuned models, a page at a time.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="pageToken">The page to get; <see langword="null"/> for the first.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The page.</returns>
    Task<Page<TunedModel>> ListTunedModelsAsync(TunedModelQuery query, string? pageToken, CallOptions options);

    /// <summary>Gets a tuned model.</summary>
    /// <param name="name">Its name, or the name of a job that made it.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The model.</returns>
    Task<TunedModel> GetTunedModelAsync(string name, CallOptions options);

    /// <summary>Checks a request against the service's rules without sending anything.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What it would start.</returns>
    /// <exception cref="TuningException">A value breaks a rule.</exception>
    TuningPlan Plan(TuningRequest request);

    /// <summary>Starts tuning.</summary>
    /// <param name="request">What to tune on what.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The job as it stands at once.</returns>
    Task<TuningJob> StartTuningAsync(TuningRequest request, CallOptions options);

    /// <summary>Checks changes against the service's rules without sending anything.</summary>
    /// <param name="name">The tuned model.</param>
    /// <param name="update">What to change.</param>
    /// <exception cref="TuningException">A value breaks a rule, or nothing would change.</exception>
    void Validate(string name, TunedModelUpdate update);

    /// <summary>Changes a tuned model.</summary>
    /// <param name="name">The tuned model.</param>
    /// <param name="update">What to change.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The model after the change.</returns>
    Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelUpdate update, CallOptions options);

    /// <summary>Finds out what deleting a tuned model takes away. On the Gemini API nothing is asked: it is the model.</summary>
    /// <param name="name">The tuned model, or the job that made it.</param>
    /// <param name="deletion">How to delete it.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>What would go.</returns>
    Task<DeletionPlan> PlanDeletionAsync(string name, DeletionOptions deletion, CallOptions options);

    /// <summary>Deletes a tuned model and all that belongs to it.</summary>
    /// <param name="plan">What is to go.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task.</returns>
    Task DeleteTunedModelAsync(DeletionPlan plan, CallOptions options);

    /// <summary>Lists tuning jobs, a page at a time.</summary>
    /// <param name="pageToken">The page to get; <see langword="null"/> for the first.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The page.</returns>
    Task<Page<TuningJob>> ListJobsAsync(string? pageToken, CallOptions options);

    /// <summary>Gets a tuning job.</summary>
    /// <param name="name">The job's name, or the name of the tuned model that it makes.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The job.</returns>
    Task<TuningJob> GetJobAsync(string name, CallOptions options);

    /// <summary>Asks the service to cancel a tuning job.</summary>
    /// <param name="name">The job's name, or the name of the tuned model that it makes.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task.</returns>
    Task CancelJobAsync(string name, CallOptions options);

    /// <summary>Gets the loss curve so far.</summary>
    /// <param name="name">A job's or a tuned model's name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The points by step.</returns>
    Task<IReadOnlyList<LossPoint>> GetLossAsync(string name, CallOptions options);

    /// <summary>Finds out what a job or tuned model was asked for with.</summary>
    /// <param name="name">A job's or a tuned model's name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The request, as far as the service keeps it: the training data by its address, on the Gemini API not at all.</returns>
    Task<TuningRequest> GetRequestAsync(string name, CallOptions options);

    /// <summary>Asks a model for an answer.</summary>
    /// <param name="request">The prompt.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The answer.</returns>
    Task<Prediction> PredictAsync(PredictionRequest request, CallOptions options);

    /// <summary>Asks a model for an answer and hands over its pieces as they arrive.</summary>
    /// <param name="request">The prompt.</param>
    /// <param name="onPiece">Takes each piece, in order, on any thread.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task that ends with the last piece.</returns>
    Task PredictStreamingAsync(PredictionRequest request, Action<Prediction> onPiece, CallOptions options);
}
