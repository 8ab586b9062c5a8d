using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Core.Tests.Datasets;

/// <summary>Rows of text with all the characters that some format could stumble over.</summary>
public static class TextArbitrary
{
    private static readonly string[] Hard =
    [
        "a", "Z", "0", " ", "  ", "\t", "\r", "\n", "\r\n", "\"", "\"\"", "'", "\\", ",", ";", "|", "#", "-", "- ", ":", ": ", "{", "}", "[", "]", "&", "*", "!", "%", "@", "`", "~",
        "null", "true", "1.50", "---", "...", "=1+1", "\0", "\u0001", "\u001b", "\u007f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\ufffd", "é", "e\u0301", "ß", "一", "😀", "👩‍🚀", "\\u0041", "\\n",
    ];

    public static Arbitrary<TuningExample> Example()
    {
        // A blank text is no prompt to any service.
        var text = Gen.Elements(Hard).ListOf().Select(static parts => parts.ToList())
            .Zip(Gen.Elements("x", "7", "é"), static (parts, visible) => (parts, visible))
            .Zip(Gen.Choose(0, 1000), static (pair, at) =>
            {
                pair.parts.Insert(at % (pair.parts.Count + 1), pair.visible);
                return string.Concat(pair.parts);
            });
        return text.Three()
            .Zip(Gen.Elements(true, false), static (texts, isPreference) => new TuningExample
            {
                TextInput = texts.Item1,
                Output = texts.Item2,
                RejectedOutput = isPreference ? texts.Item3 : null,
            })
            .ToArbitrary();
    }
}
