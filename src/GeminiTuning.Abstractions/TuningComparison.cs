namespace GeminiTuning;

/// <summary>How one tuned model stands among others.</summary>
public sealed record TuningComparison
{
    /// <summary>The place, from 1; <see langword="null"/> for a job without a result.</summary>
    public int? Rank { get; init; }

    /// <summary>The tuned model's name, or the job's while there is no model; <see langword="null"/> for a job that was not started.</summary>
    public string? Name { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The job's state; <see langword="null"/> for a job that was not started.</summary>
    public TuningJobState? State { get; init; }

    /// <summary>The last loss of the validation data, where there is some.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The last mean loss of the training data.</summary>
    public double? FinalLoss { get; init; }

    /// <summary>The mean score of the answers to the evaluation data, 1 the best; <see langword="null"/> without an evaluation.</summary>
    public double? Score { get; init; }

    /// <summary>The number of passes over the examples.</summary>
    public int? EpochCount { get; init; }

    /// <summary>The number of examples in one step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The optimiser's step size.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The factor on the recommended step size.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>The size of the adapter.</summary>
    public int? AdapterSize { get; init; }

    /// <summary>The model that was tuned.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The job.</summary>
    public string? Job { get; init; }

    /// <summary>The tuned model, so that an object can stand where a model is expected.</summary>
    public string? TunedModel { get; init; }
}
