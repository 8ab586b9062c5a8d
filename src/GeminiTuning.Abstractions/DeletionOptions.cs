namespace GeminiTuning;

/// <summary>How to delete a tuned model.</summary>
public sealed record DeletionOptions
{
    /// <summary>Whether to leave the training data in Cloud Storage that this module uploaded for the model.</summary>
    public bool KeepTrainingData { get; init; }
}
