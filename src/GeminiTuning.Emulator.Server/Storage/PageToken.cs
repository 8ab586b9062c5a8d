using System;
using System.Text;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Where a list goes on: after a name, or after all names that begin with a prefix.</summary>
/// <param name="Last">The last name or prefix of the page before.</param>
/// <param name="IsPrefix">Whether it is a prefix.</param>
internal sealed record PageToken(string Last, bool IsPrefix)
{
    /// <summary>Reads the token of a request, if it has one.</summary>
    public static PageToken? Read(StorageQuery query)
    {
        if (query.Text("pageToken") is not { } text)
        {
            return null;
        }

        try
        {
            var plain = Encoding.UTF8.GetString(Convert.FromBase64String(text));
            if (plain.Length > 1 && plain[0] is 'n' or 'p')
            {
                return new PageToken(plain.Substring(1), plain[0] == 'p');
            }
        }
        catch (FormatException)
        {
            // Reported below, together with what is base64 but of something else.
        }

        throw StorageErrors.InvalidParameter("pageToken", $"Invalid page token: '{text}'.");
    }

    /// <summary>Whether a name was on an earlier page.</summary>
    public bool Covers(string name) => IsPrefix
        ? name.StartsWith(Last, StringComparison.Ordinal) || ObjectNameComparer.Instance.Compare(name, Last) < 0
        : ObjectNameComparer.Instance.Compare(name, Last) <= 0;

    /// <summary>Whether a prefix was on an earlier page. A name comes before the prefix that is spelled the same.</summary>
    public bool CoversPrefix(string prefix) => ObjectNameComparer.Instance.Compare(prefix, Last) <= (IsPrefix ? 0 : -1);

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes((IsPrefix ? "p" : "n") + Last));
}
