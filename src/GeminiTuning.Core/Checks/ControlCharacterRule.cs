using System.Globalization;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Texts should have no control characters: they come from programs and not from people.</summary>
internal sealed class ControlCharacterRule : TrainingRule
{
    public ControlCharacterRule()
    {
        Signs = RowSigns.Control;
    }

    public override void Check(RowReport row)
    {
        for (var i = 0; i < row.Texts.Count; i++)
        {
            var text = row.Texts[i];
            if (ControlCharacters.IndexOf(text) is >= 0 and var at)
            {
                var code = text[at] == 0xC2 ? text[at + 1] : text[at] == 0xEF ? 0xFEFF : text[at];
                row.Add(TrainingRuleIds.ControlCharacter, i, "the text has the control character U+" + code.ToString("X4", CultureInfo.InvariantCulture), Excerpt.Of(text, at));
            }
        }
    }
}
