using System.Collections.Generic;
using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Tuning;

/// <summary>A run that is to be done.</summary>
/// <param name="Operation">The name of the operation.</param>
/// <param name="Start">The model to train a copy of.</param>
/// <param name="Examples">The training data.</param>
/// <param name="EpochCount">How often to go through them.</param>
/// <param name="BatchSize">How many make a step.</param>
/// <param name="LearningRate">The learning rate.</param>
internal sealed record TuningOrder(
    string Operation,
    LanguageModel Start,
    IReadOnlyList<LearningExample> Examples,
    int EpochCount,
    int BatchSize,
    double LearningRate);
