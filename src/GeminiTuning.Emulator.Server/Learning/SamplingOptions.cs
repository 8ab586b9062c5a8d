using System.Collections.Generic;

namespace GeminiTuning.Emulator.Learning;

/// <summary>How an answer is drawn from the model's distributions.</summary>
internal sealed record SamplingOptions
{
    /// <summary>Zero (or less) always takes the likeliest character.</summary>
    public double Temperature { get; init; }

    /// <summary>Draw only from the likeliest characters that together reach this probability.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Draw only from this many of the likeliest characters; zero sets no limit.</summary>
    public int TopK { get; init; }

    /// <summary>At most <see cref="LanguageModel.MaxAnswerTokens"/>; zero or less means just that.</summary>
    public int MaxOutputTokens { get; init; } = LanguageModel.MaxAnswerTokens;

    /// <summary>Texts at which the answer ends; they are not part of it.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>The same seed draws the same answer.</summary>
    public int Seed { get; init; }
}
