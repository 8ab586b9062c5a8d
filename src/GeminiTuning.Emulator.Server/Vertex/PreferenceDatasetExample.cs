using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A conversation, and answers to it of which one is better than another.</summary>
internal sealed record PreferenceDatasetExample(string Instruction, IReadOnlyList<DatasetTurn> Turns, IReadOnlyList<PreferenceCompletion> Completions)
{
    /// <summary>The conversation, the best answer and the worst.</summary>
    public PreferenceExample ToPreferenceExample()
    {
        var byScore = Completions.OrderByDescending(completion => completion.Score).ToList();
        return new PreferenceExample(string.Join("\n", Turns.Select(turn => turn.Text)), byScore[0].Text, byScore[byScore.Count - 1].Text);
    }
}
