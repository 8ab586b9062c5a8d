using System;
using System.Collections.Generic;
using System.Globalization;

namespace GeminiTuning.Emulator.Learning;

/// <summary>Cuts text into what a reader calls characters; surrogate pairs and accents stay together.</summary>
internal static class TextElements
{
    /// <summary>The first elements of a text.</summary>
    public static string[] Split(string text, int limit = int.MaxValue)
    {
        var elements = new List<string>();
        var enumerator = StringInfo.GetTextElementEnumerator(text);
        while (elements.Count < limit && enumerator.MoveNext())
        {
            elements.Add(enumerator.GetTextElement());
        }

        return elements.ToArray();
    }

    /// <summary>Puts every so many elements of a text together.</summary>
    public static string[] Group(string[] elements, int size)
    {
        var groups = new string[(elements.Length + size - 1) / size];
        for (var i = 0; i < groups.Length; i++)
        {
            var start = i * size;
            groups[i] = string.Join(string.Empty, elements, start, Math.Min(size, elements.Length - start));
        }

        return groups;
    }
}
