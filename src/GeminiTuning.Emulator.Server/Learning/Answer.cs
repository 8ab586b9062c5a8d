using System.Collections.Generic;

namespace GeminiTuning.Emulator.Learning;

/// <summary>What the model said to a prompt.</summary>
/// <param name="Pieces">The text in small groups of whole text elements, for streaming.</param>
/// <param name="TokenCount">The number of text elements.</param>
/// <param name="ReachedLimit">The answer was cut off, the model had not come to an end.</param>
internal sealed record Answer(IReadOnlyList<string> Pieces, int TokenCount, bool ReachedLimit)
{
    /// <summary>The whole answer.</summary>
    public string Text { get; } = string.Concat(Pieces);
}
