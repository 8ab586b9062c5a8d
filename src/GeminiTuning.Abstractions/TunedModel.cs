using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>A tuned model as the service showed it at one moment (API resource <c>TunedModel</c>).</summary>
public sealed record TunedModel : TuningResource
{
    /// <inheritdoc/>
    public override required string Name { get; init; }

    /// <summary>The name for people, at most 40 characters on the Gemini API (API field <c>displayName</c>).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The description (API field <c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>Whether the model can be called (API field <c>state</c>).</summary>
    public TunedModelState State { get; init; }

    /// <summary>The base model under it (API field <c>baseModel</c>).</summary>
    public string? BaseModel { get; init; }

    /// <summary>The tuned model that it was tuned on from, if any (API field <c>tunedModelSource.tunedModel</c>).</summary>
    public string? SourceModel { get; init; }

    /// <summary>When it was created (API field <c>createTime</c>).</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was last changed (API field <c>updateTime</c>).</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>When tuning began (API field <c>tuningTask.startTime</c>).</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When tuning ended (API field <c>tuningTask.completeTime</c>).</summary>
    public DateTimeOffset? CompleteTime { get; init; }

    /// <summary>The number of passes over the examples (API field <c>hyperparameters.epochCount</c>).</summary>
    public int? EpochCount { get; init; }

    /// <summary>The number of examples in one step (API field <c>hyperparameters.batchSize</c>).</summary>
    public int? BatchSize { get; init; }

    /// <summary>The optimiser's step size (API field <c>hyperparameters.learningRate</c>).</summary>
    public double? LearningRate { get; init; }

    /// <summary>The factor on the recommended step size (API field <c>hyperparameters.learningRateMultiplier</c>).</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>The default sampling temperature, 0 to 1 (API field <c>temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>The default nucleus-sampling mass, 0 to 1 (API field <c>topP</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>The default number of candidates for sampling (API field <c>topK</c>).</summary>
    public int? TopK { get; init; }

    /// <summary>The loss after each step so far (API field <c>tuningTask.snapshots</c>).</summary>
    public IReadOnlyList<LossPoint> Snapshots { get; init; } = [];

    /// <summary>The endpoint that serves it, <c>projects/…/endpoints/E</c>; <see langword="null"/> on the Gemini API.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The states of the model that were kept (API field <c>tunedModel.checkpoints</c>).</summary>
    public IReadOnlyList<TunedModelCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>The job that made it, where it is known.</summary>
    public string? TuningJob { get; init; }

    /// <summary>The labels (API field <c>labels</c>).</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Projects that may read the model (API field <c>readerProjectNumbers</c>).</summary>
    public IReadOnlyList<long> ReaderProjectNumbers { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
