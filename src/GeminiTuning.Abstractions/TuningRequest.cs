using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>What a new tuned model is made from. What is <see langword="null"/> is left to the service's default.</summary>
public sealed record TuningRequest
{
    /// <summary>The model to tune: a base model, or a tuned model or one of its checkpoints to tune on from.</summary>
    public required string BaseModel { get; init; }

    /// <summary>
    /// The examples. They may be gone through more than once, and are never all held unless the caller holds them.
    /// Empty where <see cref="TrainingDataUri"/> is given.
    /// </summary>
    public required IEnumerable<TuningExample> TrainingData { get; init; }

    /// <summary>Training data that is in Cloud Storage already, <c>gs://bucket/object</c> (API field <c>trainingDatasetUri</c>).</summary>
    public string? TrainingDataUri { get; init; }

    /// <summary>Examples to measure the loss on that are not trained on.</summary>
    public IEnumerable<TuningExample>? ValidationData { get; init; }

    /// <summary>Validation data that is in Cloud Storage already (API field <c>validationDatasetUri</c>).</summary>
    public string? ValidationDataUri { get; init; }

    /// <summary>What the model is tuned to do; <see langword="null"/> for <see cref="TuningMethod.Supervised"/>.</summary>
    public TuningMethod? Method { get; init; }

    /// <summary>The size of the adapter: 1, 2, 4, 8, 16 or 32 (API field <c>hyperParameters.adapterSize</c>).</summary>
    public int? AdapterSize { get; init; }

    /// <summary>Whether to keep the last checkpoint only (API field <c>exportLastCheckpointOnly</c>).</summary>
    public bool? ExportLastCheckpointOnly { get; init; }

    /// <summary>Labels for the job, the model and its endpoint (API field <c>labels</c>).</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The key that encrypts what is made, <c>projects/…/cryptoKeys/K</c> (API field <c>encryptionSpec.kmsKeyName</c>).</summary>
    public string? KmsKeyName { get; init; }

    /// <summary>The service account that the job runs as (API field <c>serviceAccount</c>).</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>The checkpoint of <see cref="BaseModel"/> to tune on from (API field <c>preTunedModel.checkpointId</c>).</summary>
    public string? CheckpointId { get; init; }

    /// <summary>The new model's id: <c>[a-z]([a-z0-9-]{0,38}[a-z0-9])?</c> (query parameter <c>tunedModelId</c>).</summary>
    public string? Id { get; init; }

    /// <summary>The name for people, at most 40 characters (API field <c>displayName</c>).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The description (API field <c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>The number of passes over the examples, from 1 (API field <c>epochCount</c>).</summary>
    public int? EpochCount { get; init; }

    /// <summary>The number of examples in one step, from 1 (API field <c>batchSize</c>).</summary>
    public int? BatchSize { get; init; }

    /// <summary>The optimiser's step size, above 0; excludes <see cref="LearningRateMultiplier"/> (API field <c>learningRate</c>).</summary>
    public double? LearningRate { get; init; }

    /// <summary>The factor on the recommended step size, above 0 (API field <c>learningRateMultiplier</c>).</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>The price of a million training tokens, from 0, for the plan's estimate; it is not sent.</summary>
    public double? PricePerMillionTokens { get; init; }

    /// <summary>The default sampling temperature, 0 to 1 (API field <c>temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>The default nucleus-sampling mass, 0 to 1 (API field <c>topP</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>The default number of candidates for sampling, from 1 (API field <c>topK</c>).</summary>
    public int? TopK { get; init; }
}
