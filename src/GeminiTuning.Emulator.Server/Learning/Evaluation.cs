using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Learning;

/// <summary>How well a model does on examples that it does not learn from.</summary>
/// <param name="MeanLoss">Cross-entropy per output character, in nats.</param>
/// <param name="PredictionCount">How many characters were predicted.</param>
/// <param name="CorrectCount">How many of them were the likeliest.</param>
internal sealed record Evaluation(double MeanLoss, int PredictionCount, int CorrectCount)
{
    public static Evaluation Of(LanguageModel model, IReadOnlyList<LearningExample> examples)
    {
        var losses = examples.Select(example => new ExampleLoss(model.Vocabulary, example)).ToList();
        var total = losses.Sum(loss => loss.Measure(model.Weights));
        var predictions = losses.Sum(loss => loss.Length);
        return new Evaluation(total / predictions, predictions, losses.Sum(loss => loss.CorrectCount));
    }
}
