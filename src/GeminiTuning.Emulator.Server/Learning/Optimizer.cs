using System;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// Adam with decoupled weight decay: the weights move against the mean of their recent gradients, divided by the size
/// of those, and shrink in proportion to themselves.
/// </summary>
/// <remarks>
/// The decay is also what makes a far too high learning rate fail as it should. Adam alone bounds its steps; with the
/// decay, a step times the decay above two overshoots zero by more than it came from, so the weights grow without end.
/// </remarks>
internal sealed class Optimizer
{
    /// <summary>
    /// What a learning rate is multiplied by. The rates in use for tuning large models, around 0.001, shall suit this
    /// small one too; a rate of 1 lies beyond the edge of divergence.
    /// </summary>
    private const double Gain = 12;

    private const double Decay = 0.25;
    private const double MeanMemory = 0.9;
    private const double SizeMemory = 0.99;
    private const double Smallest = 1e-8;

    private readonly Weights _weights;
    private readonly Weights _gradients;
    private readonly Weights _means;
    private readonly Weights _sizes;
    private readonly double _rate;
    private int _step;

    public Optimizer(Weights weights, Weights gradients, double learningRate)
    {
        _weights = weights;
        _gradients = gradients;
        _means = new Weights(weights.Output.Rows);
        _sizes = new Weights(weights.Output.Rows);
        _rate = learningRate * Gain;
    }

    /// <summary>Moves the weights and clears the gradients.</summary>
    public void Step()
    {
        _step++;
        var meanScale = 1 / (1 - Math.Pow(MeanMemory, _step));
        var sizeScale = 1 / (1 - Math.Pow(SizeMemory, _step));
        for (var i = 0; i < _weights.Blocks.Length; i++)
        {
            var gradients = _gradients.Blocks[i];
            for (var row = 0; row < gradients.Rows; row++)
            {
                // Rows without any gradient yet stay as they are, which is most of them.
                if (gradients.Used[row])
                {
                    Move(i, row * gradients.RowLength, gradients.RowLength, meanScale, sizeScale);
                }
            }
        }
    }

    private void Move(int block, int start, int length, double meanScale, double sizeScale)
    {
        var weights = _weights.Blocks[block].Values;
        var gradients = _gradients.Blocks[block].Values;
        var means = _means.Blocks[block].Values;
        var sizes = _sizes.Blocks[block].Values;
        for (var i = start; i < start + length; i++)
        {
            var gradient = gradients[i];
            gradients[i] = 0;
            means[i] = (MeanMemory * means[i]) + ((1 - MeanMemory) * gradient);
            sizes[i] = (SizeMemory * sizes[i]) + ((1 - SizeMemory) * gradient * gradient);
            var direction = meanScale * means[i] / (Math.Sqrt(sizeScale * sizes[i]) + Smallest);
            weights[i] -= _rate * (direction + (Decay * weights[i]));
        }
    }
}
