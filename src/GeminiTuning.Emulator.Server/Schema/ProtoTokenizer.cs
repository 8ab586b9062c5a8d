using System;
using System.Collections.Generic;
using System.Text;

namespace GeminiTuning.Emulator.Schema;

/// <summary>Cuts a schema into words, and keeps the comment before each.</summary>
internal sealed class ProtoTokenizer
{
    private readonly List<(string Text, string Comment)> _tokens = [];
    private int _next;

    public ProtoTokenizer(string source)
    {
        var comment = new StringBuilder();
        var position = 0;
        while (position < source.Length)
        {
            var start = position;
            var character = source[position];
            if (char.IsWhiteSpace(character))
            {
                position++;
                continue;
            }

            if (character == '/' && source[position + 1] == '/')
            {
                position = EndOfLine(source, position);
                comment.Append(comment.Length == 0 ? "" : " ").Append(source.Substring(start + 2, position - start - 2).Trim());
                continue;
            }

            if (character == '"')
            {
                position = source.IndexOf('"', position + 1) + 1;
            }
            else if (IsWord(character))
            {
                while (position < source.Length && IsWord(source[position]))
                {
                    position++;
                }
            }
            else
            {
                position++;
            }

            _tokens.Add((source.Substring(start, position - start), comment.ToString()));
            comment.Clear();
        }
    }

    public bool AtEnd => _next >= _tokens.Count;

    public string Peek => AtEnd ? "" : _tokens[_next].Text;

    /// <summary>The comment before the next word.</summary>
    public string Comment => AtEnd ? "" : _tokens[_next].Comment;

    public string Read() => AtEnd ? throw new FormatException("The schema ends too early.") : _tokens[_next++].Text;

    public string ReadString() => Read().Trim('"');

    /// <summary>Skips the next word if it is the given one.</summary>
    public bool Skip(string text)
    {
        if (!string.Equals(Peek, text, StringComparison.Ordinal))
        {
            return false;
        }

        _next++;
        return true;
    }

    public void Expect(string text)
    {
        if (!Skip(text))
        {
            throw new FormatException($"The schema has '{Peek}' where '{text}' belongs.");
        }
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '.';

    private static int EndOfLine(string source, int position)
    {
        var end = source.IndexOf('\n', position);
        return end < 0 ? source.Length : end;
    }
}
