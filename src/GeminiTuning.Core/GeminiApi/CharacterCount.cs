namespace GeminiTuning.Core.GeminiApi;

/// <summary>Counts characters as the service does: a letter beyond the basic plane is one, though it takes two <see cref="char"/>.</summary>
internal static class CharacterCount
{
    public static int Of(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
            }
        }

        return count;
    }

    public static bool Exceeds(string text, int limit) => text.Length > limit && Of(text) > limit;
}
