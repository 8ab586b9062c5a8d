using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>
/// A tuning run as the service showed it at one moment: on the Gemini API the operation
/// <c>tunedModels/*/operations/*</c> with its <c>CreateTunedModelMetadata</c>.
/// </summary>
public sealed record TuningJob : TuningResource
{
    /// <inheritdoc/>
    public override required string Name { get; init; }

    /// <summary>The resource name of the model being made (API field <c>metadata.tunedModel</c>).</summary>
    public string? TunedModel { get; init; }

    /// <summary>The model that is tuned, where the service says so.</summary>
    public string? BaseModel { get; init; }

    /// <summary>What the job is doing.</summary>
    public TuningJobState State { get; init; }

    /// <summary>The state in the service's own word, kept for states that <see cref="State"/> has no member for.</summary>
    public string? ServiceState { get; init; }

    /// <summary>The steps that the job will take (API field <c>metadata.totalSteps</c>).</summary>
    public int? TotalSteps { get; init; }

    /// <summary>The steps taken so far (API field <c>metadata.completedSteps</c>).</summary>
    public int CompletedSteps { get; init; }

    /// <summary>The share of steps taken, 0 to 100 (API field <c>metadata.completedPercent</c>).</summary>
    public double CompletedPercent { get; init; }

    /// <summary>The pass over the examples that the last step belongs to, from 0; <see langword="null"/> before the first.</summary>
    public int? Epoch { get; init; }

    /// <summary>The mean loss of the last step; <see langword="null"/> before the first.</summary>
    public double? MeanLoss { get; init; }

    /// <summary>
    /// The time left, from the pace of the service's own snapshots; <see langword="null"/> before two of them are there
    /// and once the job has finished.
    /// </summary>
    public TimeSpan? RemainingTime { get; init; }

    /// <summary>When the job was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the first step began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the job reached its last state.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The name for people of the model being made (API field <c>tunedModelDisplayName</c>).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The description (API field <c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>What the model is tuned to do.</summary>
    public TuningMethod Method { get; init; }

    /// <summary>The endpoint that serves the model, once there is one (API field <c>tunedModel.endpoint</c>).</summary>
    public string? Endpoint { get; init; }

    /// <summary>The states of the model that were kept so far (API field <c>tunedModel.checkpoints</c>).</summary>
    public IReadOnlyList<TunedModelCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>The experiment that holds the loss curve (API field <c>experiment</c>).</summary>
    public string? Experiment { get; init; }

    /// <summary>The training data in Cloud Storage (API field <c>trainingDatasetUri</c>).</summary>
    public string? TrainingDataUri { get; init; }

    /// <summary>What the service counted in the training data; <see langword="null"/> before it has, and on the Gemini API.</summary>
    public TuningDataStatistics? DataStatistics { get; init; }

    /// <summary>The labels (API field <c>labels</c>).</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The loss after each step so far (API field <c>metadata.snapshots</c>).</summary>
    public IReadOnlyList<LossPoint> Snapshots { get; init; } = [];

    /// <summary>Why the job failed or was cancelled (API field <c>error</c>); otherwise <see langword="null"/>.</summary>
    public ServiceError? Error { get; init; }

    /// <summary>What people call the job: the model's name for people, else the model's name, else its own.</summary>
    public string Title => DisplayName ?? TunedModel ?? Name;

    /// <summary>Whether the job has reached a state that it will not leave.</summary>
    public bool IsFinished => State is TuningJobState.Succeeded or TuningJobState.Failed or TuningJobState.Cancelled
        or TuningJobState.Expired or TuningJobState.PartiallySucceeded;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
