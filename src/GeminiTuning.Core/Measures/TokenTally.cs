using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Measures;

/// <summary>Sums the estimated tokens of rows that a plan goes through anyway.</summary>
internal sealed class TokenTally
{
    private readonly RowTexts _texts = new();
    private readonly TuningMethod _method;

    public TokenTally(TuningMethod method)
    {
        _method = method;
    }

    /// <summary>The tokens that one pass over the rows is billed for.</summary>
    public long Total { get; private set; }

    public void Add(ExampleRow row)
    {
        row.ReadTexts(_texts);
        Total += TokenEstimate.Of(_texts) + BilledAgain(_texts, _method);
    }

    /// <summary>Preference tuning is billed for the prompt once more.</summary>
    public static int BilledAgain(RowTexts texts, TuningMethod method)
    {
        var tokens = 0;
        for (var i = 0; method == TuningMethod.Preference && i < texts.Count; i++)
        {
            tokens += texts.KindOf(i) == TextKind.Input ? TokenEstimate.Of(texts[i]) : 0;
        }

        return tokens;
    }
}
