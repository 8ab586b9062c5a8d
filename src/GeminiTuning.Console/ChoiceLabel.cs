using System;
using System.Management.Automation.Host;

namespace GeminiTuning.Console;

/// <summary>A choice as it is shown and typed: "Yes to &amp;All" is "[A] Yes to All".</summary>
internal sealed class ChoiceLabel
{
    private readonly string _text;
    private readonly string _help;

    /// <summary>Reads the label of a choice.</summary>
    public ChoiceLabel(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        _text = mark < 0 ? choice.Label : choice.Label.Remove(mark, 1);
        _help = choice.HelpMessage;
        ShortAnswer = mark < 0 || mark == _text.Length ? _text : _text[mark..(mark + 1)].ToUpperInvariant();
    }

    /// <summary>What is enough to type.</summary>
    public string ShortAnswer { get; }

    /// <summary>How the choice is shown.</summary>
    public string Display => $"[{ShortAnswer}] {_text}";

    /// <summary>What the choice means.</summary>
    public string Help => $"{ShortAnswer} - {_help}";

    /// <summary>Whether an answer names this choice.</summary>
    public bool Matches(string answer) =>
        answer.Equals(ShortAnswer, StringComparison.OrdinalIgnoreCase)
        || answer.Equals(_text, StringComparison.OrdinalIgnoreCase);
}
