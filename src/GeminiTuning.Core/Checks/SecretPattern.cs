using System;
using System.Text;

namespace GeminiTuning.Core.Checks;

/// <summary>What keys of one kind look like: how they begin, and how many letters, digits, '-', '_' and '.' follow at least.</summary>
internal sealed class SecretPattern
{
    private readonly byte[] _start;
    private readonly int _least;

    /// <param name="kind">What it is, with an article.</param>
    /// <param name="start">How it begins.</param>
    /// <param name="least">How many characters follow at least; 0 where only the beginning counts.</param>
    /// <param name="sign">What a row that has one shows; the usual sign needs <see cref="RowScan.LongRun"/> characters.</param>
    public SecretPattern(string kind, string start, int least, RowSigns sign = RowSigns.LongRun)
    {
        Sign = sign;
        Kind = kind;
        _start = Encoding.ASCII.GetBytes(start);
        _least = least;
    }

    public string Kind { get; }

    /// <summary>What a row that has one shows.</summary>
    public RowSigns Sign { get; }

    public bool MayBeIn(ReadOnlySpan<byte> bytes) => bytes.IndexOf(_start) >= 0;

    /// <summary>Whether there is one; then what may be shown of it.</summary>
    public bool IsIn(ReadOnlySpan<byte> text, out string masked)
    {
        masked = string.Empty;
        for (var from = 0; from < text.Length; from++)
        {
            var at = text.Slice(from).IndexOf(_start);
            if (at < 0)
            {
                return false;
            }

            from += at;
            var length = _start.Length;
            var hasDigit = false;
            while (from + length < text.Length && IsOfKey(text[from + length]))
            {
                hasDigit |= text[from + length] is >= (byte)'0' and <= (byte)'9';
                length++;
            }

            if ((from == 0 || !IsOfKey(text[from - 1])) && length - _start.Length >= _least && (hasDigit || _least == 0))
            {
                masked = Encoding.ASCII.GetString(_start) + FormattableString.Invariant($"… ({length} characters)");
                return true;
            }
        }

        return false;
    }

    private static bool IsOfKey(byte one) => one is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        or (byte)'-' or (byte)'_' or (byte)'.';
}
