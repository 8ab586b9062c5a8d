using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>What training data is checked for.</summary>
public sealed record TrainingDataCheck
{
    /// <summary>The service that the data is for.</summary>
    public TuningBackend Service { get; init; } = TuningBackend.VertexAI;

    /// <summary>The model that would be tuned, for limits of its own; <see langword="null"/> for those of any.</summary>
    public string? BaseModel { get; init; }

    /// <summary>What the model would be tuned to do.</summary>
    public TuningMethod Method { get; init; }

    /// <summary>The validation data, no prompt of which may be in the training data; <see langword="null"/> for none.</summary>
    public IEnumerable<TuningExample>? ValidationData { get; init; }

    /// <summary>Whether to hand back the rows that are good or can be repaired.</summary>
    public bool Repair { get; init; }
}
