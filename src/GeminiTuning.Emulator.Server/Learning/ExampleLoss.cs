using System.Collections.Generic;

namespace GeminiTuning.Emulator.Learning;

/// <summary>An example made ready for training: measures how badly the model predicts it, and why.</summary>
internal sealed class ExampleLoss
{
    /// <summary>Longer answers are learned up to here, so that a step stays bounded.</summary>
    public const int MaxLength = 64;

    private readonly Prompt _prompt;
    private readonly int[] _targets;

    public ExampleLoss(Vocabulary vocabulary, LearningExample example)
    {
        _prompt = new Prompt(vocabulary, example.Input);
        var output = TextElements.Split(example.Output, MaxLength + 1);
        var complete = output.Length <= MaxLength;
        _targets = new int[complete ? output.Length + 1 : MaxLength];
        for (var i = 0; i < _targets.Length; i++)
        {
            _targets[i] = i < output.Length ? _prompt.CandidateFor(output[i]) : Vocabulary.End;
        }
    }

    /// <summary>The number of predictions, one of them that of the end unless the answer is cut off.</summary>
    public int Length => _targets.Length;

    /// <summary>How many characters were the likeliest when this was last measured.</summary>
    public int CorrectCount { get; private set; }

    /// <summary>All that the model can learn to say and to read from an example.</summary>
    public static IEnumerable<string> ListElements(LearningExample example)
    {
        foreach (var element in TextElements.Split(example.Output, MaxLength))
        {
            yield return element;
        }

        foreach (var element in TextElements.Split(example.Input, Prompt.MaxLength))
        {
            yield return element;
        }
    }

    /// <summary>Returns the cross-entropy over all characters times the scale, and adds its gradients.</summary>
    public double Measure(Weights weights, Weights gradients, double scale) => Run(weights, gradients, scale);

    /// <summary>Returns the cross-entropy over all characters.</summary>
    public double Measure(Weights weights) => Run(weights, gradients: null, 1);

    private double Run(Weights weights, Weights? gradients, double scale)
    {
        var network = new Network(weights, _prompt);
        var deltas = new double[weights.Output.Rows + Weights.CopyKindCount];
        var answer = new List<int>(_targets.Length);
        CorrectCount = 0;
        double loss = 0;
        foreach (var candidate in _targets)
        {
            network.Predict(answer);
            var target = network.SlotOf(candidate);
            loss += scale * network.Score(target, deltas);
            CorrectCount += IsLikeliest(deltas, target, network.Count) ? 1 : 0;
            if (gradients is not null)
            {
                deltas[target] -= 1;
                for (var i = 0; i < network.Count; i++)
                {
                    deltas[i] *= scale;
                }

                network.Learn(deltas, gradients);
            }

            answer.Add(candidate < weights.Output.Rows ? candidate : Vocabulary.Unknown);
        }

        if (gradients is not null)
        {
            network.LearnPrompt(gradients);
        }

        return loss;
    }

    private static bool IsLikeliest(double[] probabilities, int target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (probabilities[i] > probabilities[target])
            {
                return false;
            }
        }

        return true;
    }
}
