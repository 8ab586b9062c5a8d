namespace GeminiTuning.Emulator.Learning;

/// <summary>Tunes a model one step at a time.</summary>
internal interface ITrainer
{
    /// <summary>How often <see cref="Next"/> yields a step.</summary>
    int TotalSteps { get; }

    /// <summary>Does one optimiser step; null when all are done.</summary>
    TrainingStep? Next();
}
