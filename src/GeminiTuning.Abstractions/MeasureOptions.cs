namespace GeminiTuning;

/// <summary>What <see cref="ITrainingDataTools.MeasureAsync"/> works out.</summary>
public sealed record MeasureOptions
{
    /// <summary>The model whose tokens are counted; <see langword="null"/> to estimate them.</summary>
    public string? BaseModel { get; init; }

    /// <summary>What the model would be tuned to do; preference tuning is billed for more tokens.</summary>
    public TuningMethod Method { get; init; }

    /// <summary>The number of passes over the examples, from 1.</summary>
    public int? EpochCount { get; init; }

    /// <summary>The number of examples in one step, from 1.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How many rows the service counts, from 1.</summary>
    public int SampleSize { get; init; } = 20;

    /// <summary>Whether the service counts all rows.</summary>
    public bool Exact { get; init; }

    /// <summary>The price of a million training tokens, from 0.</summary>
    public double? PricePerMillionTokens { get; init; }

    /// <summary>The full path of a YAML file with prices by model.</summary>
    public string? PricePath { get; init; }
}
