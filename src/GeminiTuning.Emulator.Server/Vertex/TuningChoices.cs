using System;
using System.Globalization;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The numbers that a job is tuned with: those that were given, and for the others what the emulator chooses. The batch has
/// four examples up to 500 of them, then sixteen; the rate is 0.001 times the multiplier; small datasets get more
/// epochs, from 3 to 40. The adapter size is checked and answered, but the small model has nothing that it could widen.
/// </summary>
internal sealed record TuningChoices(int EpochCount, int BatchSize, double LearningRate, double Beta)
{
    private const int LargeSet = 500;
    private const int MaxSteps = 1_000_000;
    private const double BaseLearningRate = 0.001;
    private const double DefaultBeta = 0.1;
    private const string DefaultAdapterSize = "ADAPTER_SIZE_FOUR";

    /// <summary>Chooses for a job.</summary>
    /// <param name="given">The hyperparameters of the job.</param>
    /// <param name="exampleCount">How many examples there are.</param>
    /// <exception cref="DatasetException">The job would take too long.</exception>
    public static TuningChoices For(Message given, int exampleCount)
    {
        var epochs = given.GetInt64("epoch_count") ?? Math.Min(40, Math.Max(3, 6640 / exampleCount));
        var batch = OfBeta(given, "batch_size") as long? ?? (exampleCount > LargeSet ? 16 : 4);
        if (exampleCount * (double)epochs / batch > MaxSteps || batch > int.MaxValue)
        {
            throw new DatasetException($"The job would take more than {MaxSteps.ToString("N0", CultureInfo.InvariantCulture)} steps. Use fewer epochs or a smaller dataset.");
        }

        return new TuningChoices(
            (int)epochs,
            (int)batch,
            OfBeta(given, "learning_rate") as double? ?? (BaseLearningRate * (given.GetDouble("learning_rate_multiplier") ?? 1)),
            OfBeta(given, "beta") as double? ?? DefaultBeta);
    }

    /// <summary>The hyperparameters with what was chosen for those that were not given, as the service answers them.</summary>
    public Message Complete(Message given)
    {
        var complete = given.Copy().Set("epoch_count", (long)EpochCount);
        if (!complete.Has("learning_rate_multiplier"))
        {
            complete.Set("learning_rate_multiplier", 1d);
        }

        return complete.GetEnum("adapter_size") is "ADAPTER_SIZE_UNSPECIFIED" ? complete.SetEnum("adapter_size", DefaultAdapterSize) : complete;
    }

    /// <summary>A field that not every version of the message has.</summary>
    private static object? OfBeta(Message given, string name) => given.Descriptor.Find(name) is { } field ? given[field] : null;
}
