namespace GeminiTuning;

/// <summary>What was measured of training data, and what tuning on it would take.</summary>
public sealed record TrainingDataMeasurement
{
    /// <summary>The number of examples.</summary>
    public required long ExampleCount { get; init; }

    /// <summary>The characters of the prompts, of all of a row's turns but the answer.</summary>
    public required Distribution InputCharacters { get; init; }

    /// <summary>The characters of the answers.</summary>
    public required Distribution OutputCharacters { get; init; }

    /// <summary>The tokens of the rows.</summary>
    public required Distribution Tokens { get; init; }

    /// <summary>The tokens of one pass over the data.</summary>
    public required long TokenCount { get; init; }

    /// <summary>How the tokens were counted.</summary>
    public required TokenCountMethod TokenMethod { get; init; }

    /// <summary>The same in words.</summary>
    public required string TokenSource { get; init; }

    /// <summary>The model that the tokens and the price are those of, if it was named.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The passes over the data; <see langword="null"/> where the service decides.</summary>
    public int? EpochCount { get; init; }

    /// <summary>The examples in one step; <see langword="null"/> where the service decides.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The optimiser's steps, examples × epochs ÷ batch size rounded up; <see langword="null"/> where a default decides.</summary>
    public long? Steps { get; init; }

    /// <summary>The tokens that one pass is billed for: those of the data, in preference tuning with the prompts twice.</summary>
    public required long BilledTokensPerEpoch { get; init; }

    /// <summary>The price of a million training tokens; <see langword="null"/> where none is known.</summary>
    public double? PricePerMillionTokens { get; init; }

    /// <summary>Where the price came from, with its date and currency as far as they were given.</summary>
    public string? PriceSource { get; init; }

    /// <summary>The estimated cost of one pass, in the currency of the price; <see langword="null"/> where no price is known.</summary>
    public double? CostPerEpoch { get; init; }

    /// <summary>The estimated cost of all passes; <see langword="null"/> where the price or the number of passes is not known.</summary>
    public double? Cost { get; init; }
}
