using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A conversation to learn from, of which the last turn is the model's.</summary>
/// <param name="Instruction">The system instruction, which counts but is not learnt.</param>
/// <param name="Turns">The turns.</param>
internal sealed record SupervisedExample(string Instruction, IReadOnlyList<DatasetTurn> Turns)
{
    /// <summary>What comes before the last answer, as a call of the tuned model has it, and that answer.</summary>
    public LearningExample ToLearningExample() => new(
        string.Join("\n", Turns.Take(Turns.Count - 1).Select(turn => turn.Text)),
        Turns[Turns.Count - 1].Text);
}
