using System.Globalization;

namespace GeminiTuning.Emulator.Learning;

/// <summary>What the Unicode tables say about a text element: its class and its relatives.</summary>
internal static class CharacterKinds
{
    public const int ClassCount = (int)CharacterClass.Mark + 1;

    public static CharacterClass Classify(string element) =>
        CharUnicodeInfo.GetUnicodeCategory(element, 0) switch
        {
            UnicodeCategory.DecimalDigitNumber => CharacterClass.Digit,
            UnicodeCategory.LowercaseLetter => CharacterClass.Lower,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Upper,
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.LetterNumber
                => CharacterClass.OtherLetter,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control => CharacterClass.Space,
            _ => CharacterClass.Mark,
        };

    /// <summary>
    /// The relative of a letter or digit that a copy of the given kind yields, or null where there is none:
    /// neighbours in the code chart must be of the same class, and a case must differ from the original.
    /// </summary>
    public static string? Relative(string element, CopyKind kind)
    {
        if (kind is CopyKind.Same or CopyKind.Before or CopyKind.After)
        {
            return element;
        }

        if (element.Length != 1 || !char.IsLetterOrDigit(element[0]))
        {
            return null;
        }

        var letter = element[0];
        var relative = kind switch
        {
            CopyKind.Successor => (char)(letter + 1),
            CopyKind.Predecessor => (char)(letter - 1),
            CopyKind.Upper => char.ToUpperInvariant(letter),
            _ => char.ToLowerInvariant(letter),
        };
        if (relative == letter || char.IsSurrogate(relative))
        {
            return null;
        }

        var text = relative.ToString();
        var staysInClass = kind is CopyKind.Upper or CopyKind.Lower || Classify(text) == Classify(element);
        return staysInClass ? text : null;
    }
}
