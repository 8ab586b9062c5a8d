namespace GeminiTuning.Emulator.Learning;

/// <summary>What one optimiser step saw.</summary>
/// <param name="Step">Counted from 1.</param>
/// <param name="Epoch">From 0: the epoch of the first example of the batch, as batches run on across epochs.</param>
/// <param name="MeanLoss">Cross-entropy per output character of the batch, in nats, before the step was taken.</param>
internal sealed record TrainingStep(int Step, int Epoch, double MeanLoss)
{
    /// <summary>How many characters of the batch were predicted.</summary>
    public int PredictionCount { get; init; }

    /// <summary>How many of them were the likeliest before the step was taken.</summary>
    public int CorrectCount { get; init; }
}
