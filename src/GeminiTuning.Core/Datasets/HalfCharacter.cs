namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Looks for half of a character: one of the two UTF-16 units of it without the other. No file of UTF-8 and no request can
/// hold it.
/// </summary>
internal static class HalfCharacter
{
    public const string Problem = "it has half of a character, such as \\ud83d without the \\ude00 that belongs to it; write the whole character";

    public static bool IsIn(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || ++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return true;
            }
        }

        return false;
    }
}
