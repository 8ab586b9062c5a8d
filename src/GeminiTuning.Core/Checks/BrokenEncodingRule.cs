using System;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Texts must have no U+FFFD, which stands where something could not be decoded, be it just now or by another program before.</summary>
internal sealed class BrokenEncodingRule : TrainingRule
{
    public BrokenEncodingRule()
    {
        Signs = RowSigns.Special;
    }

    public override void Check(RowReport row)
    {
        for (var i = 0; i < row.Texts.Count; i++)
        {
            var text = row.Texts[i];
            if (text.IndexOf("\uFFFD"u8) is >= 0 and var at)
            {
                row.Add(TrainingRuleIds.BrokenEncoding, i, "the text has bytes that are not of its encoding, or the sign U+FFFD that stands for such", Excerpt.Of(text, at));
            }
        }
    }
}
