using System;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// A preference made ready for training. Its loss is that of direct preference optimisation, −log σ(margin): the margin
/// is by how much more than the model at the start this one prefers the preferred answer to the rejected one.
/// </summary>
internal sealed class PreferencePair
{
    private readonly ExampleLoss _preferred;
    private readonly ExampleLoss _rejected;
    private readonly double _beta;
    private readonly double _startLead;

    /// <summary>Measures where the margin starts from.</summary>
    /// <param name="model">The model before training.</param>
    /// <param name="example">The preference.</param>
    /// <param name="beta">How much a difference of likelihoods weighs.</param>
    public PreferencePair(LanguageModel model, PreferenceExample example, double beta)
    {
        _beta = beta;
        _preferred = new ExampleLoss(model.Vocabulary, new LearningExample(example.Input, example.Preferred));
        _rejected = new ExampleLoss(model.Vocabulary, new LearningExample(example.Input, example.Rejected));
        _startLead = Lead(model.Weights);
    }

    /// <summary>The loss of the weights as they are.</summary>
    public double Measure(Weights weights) => Loss(Margin(weights));

    /// <summary>Returns the loss, and adds the gradients that raise the margin and hold on to the preferred answer.</summary>
    public double Measure(Weights weights, Weights gradients, double scale)
    {
        var margin = Margin(weights);
        var pull = scale * _beta / (1 + Math.Exp(margin));

        // The margin alone can also grow by making both answers unlikely, and a small network would soon write neither.
        _preferred.Measure(weights, gradients, pull + (scale / _preferred.Length));
        _rejected.Measure(weights, gradients, -pull);
        return scale * Loss(margin);
    }

    private double Margin(Weights weights) => _beta * (Lead(weights) - _startLead);

    private double Lead(Weights weights) => _rejected.Measure(weights) - _preferred.Measure(weights);

    private static double Loss(double margin) => Math.Log(1 + Math.Exp(-Math.Abs(margin))) + Math.Max(0, -margin);
}
