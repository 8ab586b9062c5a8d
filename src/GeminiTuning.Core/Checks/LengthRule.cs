using System;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>No text may have more characters, and no row more tokens, than the service takes.</summary>
internal sealed class LengthRule : TrainingRule
{
    private readonly TrainingLimits _limits;
    private readonly long _least;

    public LengthRule(TrainingLimits limits)
    {
        _limits = limits;
        _least = Math.Min(Math.Min(limits.InputCharacters, limits.OutputCharacters), limits.ExampleTokens);
    }

    public override void Check(RowReport row)
    {
        // No text has more characters, and no row more tokens, than bytes.
        if (row.Texts.Length <= _least)
        {
            return;
        }

        for (var i = 0; i < row.Texts.Count; i++)
        {
            var text = row.Texts[i];
            var isInput = row.Texts.KindOf(i) == TextKind.Input;
            var limit = isInput ? _limits.InputCharacters : _limits.OutputCharacters;
            if (text.Length > limit && Utf8.CountCharacters(text) is var count && count > limit)
            {
                row.Add(TrainingRuleIds.TextTooLong, i, FormattableString.Invariant($"the {(isInput ? "prompt" : "answer")} has {count:N0} characters, at most {limit:N0} are allowed"));
            }
        }

        if (row.Texts.Length > _limits.ExampleTokens && TokenEstimate.Of(row.Texts) is var tokens && tokens > _limits.ExampleTokens)
        {
            row.Add(
                TrainingRuleIds.TooManyTokens,
                null,
                FormattableString.Invariant($"the row has about {tokens:N0} tokens by an estimate; what is beyond {_limits.ExampleTokens:N0} is cut off"),
                Excerpt.Of(row.Texts[0]));
        }
    }
}
