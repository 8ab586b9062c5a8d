namespace GeminiTuning.Emulator.Learning;

/// <summary>All trainable numbers of the model, or their gradients, which have the same shape.</summary>
internal sealed class Weights
{
    public const int HiddenCount = 48;

    /// <summary>High enough that an untuned model echoes its prompt; tuning must learn to deviate from that.</summary>
    private const double EchoBias = 5;

    private const double OutputRange = 0.3;
    private const double HiddenRange = 0.5;

    public const int CopyKindCount = (int)CopyKind.Lower + 1;

    public Weights(int vocabularyCount)
        : this(
            new Block(FeatureLayout.CountRows(vocabularyCount), HiddenCount),
            new Block(vocabularyCount, HiddenCount),
            new Block(vocabularyCount, 1),
            new Block(CopyKindCount, HiddenCount),
            new Block(CopyKindCount, 1))
    {
    }

    private Weights(Block features, Block output, Block outputBias, Block gates, Block gateBias)
    {
        Features = features;
        Output = output;
        OutputBias = outputBias;
        Gates = gates;
        GateBias = gateBias;
        Blocks = [features, output, outputBias, gates, gateBias];
    }

    /// <summary>From observations to the hidden layer; zero until trained, so that the unseen has no effect.</summary>
    public Block Features { get; }

    public Block Output { get; }

    public Block OutputBias { get; }

    public Block Gates { get; }

    public Block GateBias { get; }

    public Block[] Blocks { get; }

    /// <summary>The untrained weights: random where symmetry must be broken, the same for the same name.</summary>
    public static Weights CreateInitial(string name, Vocabulary vocabulary)
    {
        var weights = new Weights(vocabulary.Count);
        var random = new SeededRandom(SeededRandom.Hash(name));
        for (var i = 0; i < HiddenCount; i++)
        {
            weights.Features.Values[(FeatureLayout.BiasRow * HiddenCount) + i] = random.NextWithin(HiddenRange);
        }

        for (var symbol = 0; symbol < vocabulary.Count; symbol++)
        {
            weights.InitializeOutput(name, vocabulary, symbol);
        }

        weights.GateBias.Values[(int)CopyKind.Same] = EchoBias / Network.GateScale;
        return weights;
    }

    /// <summary>Adds weights for new symbols; they do not depend on the order in which symbols are met.</summary>
    public void Grow(string name, Vocabulary vocabulary)
    {
        var old = Output.Rows;
        Features.Grow(FeatureLayout.CountRows(vocabulary.Count));
        Output.Grow(vocabulary.Count);
        OutputBias.Grow(vocabulary.Count);
        for (var symbol = old; symbol < vocabulary.Count; symbol++)
        {
            InitializeOutput(name, vocabulary, symbol);
        }
    }

    public Weights Clone() =>
        new(Features.Clone(), Output.Clone(), OutputBias.Clone(), Gates.Clone(), GateBias.Clone());

    private void InitializeOutput(string name, Vocabulary vocabulary, int symbol)
    {
        var label = symbol < Vocabulary.SpecialCount ? name + (char)symbol : name + '\n' + vocabulary[symbol];
        var random = new SeededRandom(SeededRandom.Hash(label));
        for (var i = 0; i < HiddenCount; i++)
        {
            Output.Values[(symbol * HiddenCount) + i] = random.NextWithin(OutputRange);
        }
    }
}
