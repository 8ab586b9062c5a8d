using System;
using System.Linq;
using System.Text;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Texts should have no e-mail addresses but invented ones.</summary>
internal sealed class EmailAddressRule : TrainingRule
{
    // Set aside for examples by RFC 2606.
    private static readonly string[] Invented = ["example.com", "example.net", "example.org", ".example", ".test", ".invalid"];

    public EmailAddressRule()
    {
        Signs = RowSigns.At;
    }

    public override void Check(RowReport row)
    {
        for (var i = 0; i < row.Texts.Count; i++)
        {
            if (Find(row.Texts[i]) is { } masked)
            {
                row.Add(TrainingRuleIds.EmailAddress, i, "the text has an e-mail address", masked);
            }
        }
    }

    private static string? Find(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.Slice(at).IndexOf((byte)'@');
            if (next < 0)
            {
                return null;
            }

            at += next;
            var start = at;
            while (start > 0 && IsOfAddress(text[start - 1]))
            {
                start--;
            }

            var end = at + 1;
            while (end < text.Length && IsOfAddress(text[end]) && text[end] is not ((byte)'_' or (byte)'+' or (byte)'%'))
            {
                end++;
            }

            var domain = Encoding.ASCII.GetString(text.Slice(at + 1, end - at - 1).ToArray()).TrimEnd('.', '-');
            var dot = domain.LastIndexOf('.');
            if (start < at && dot > 0 && domain.Length - dot > 2 && domain.Skip(dot + 1).All(char.IsLetter)
                && !Invented.Any(one => domain.EndsWith(one, StringComparison.OrdinalIgnoreCase)))
            {
                return (char)text[start] + "…@" + domain[0] + "…" + domain.Substring(dot);
            }
        }

        return null;
    }

    private static bool IsOfAddress(byte one) => one is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        or (byte)'.' or (byte)'-' or (byte)'_' or (byte)'+' or (byte)'%';
}
