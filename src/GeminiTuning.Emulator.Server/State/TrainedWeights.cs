using System.IO;
using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.State;

/// <summary>What a run has learnt. The model is no longer changed.</summary>
internal sealed class TrainedWeights
{
    private TrainedWeights(LanguageModel model, byte[] bytes)
    {
        Model = model;
        Bytes = bytes;
    }

    public LanguageModel Model { get; }

    /// <summary>The model as it is kept in the state file.</summary>
    public byte[] Bytes { get; }

    public static TrainedWeights Of(LanguageModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return new TrainedWeights(model, stream.ToArray());
    }

    public static TrainedWeights FromBytes(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return new TrainedWeights(LanguageModel.Load(stream), bytes);
    }
}
