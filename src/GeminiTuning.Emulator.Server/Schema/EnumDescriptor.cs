using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Emulator.Schema;

/// <summary>An enumeration.</summary>
internal sealed class EnumDescriptor(string fullName, IReadOnlyList<KeyValuePair<string, int>> values)
{
    public string FullName { get; } = fullName;

    public IReadOnlyList<KeyValuePair<string, int>> Values { get; } = values;

    /// <summary>The number of a name, or <see langword="null"/>.</summary>
    public int? NumberOf(string name)
    {
        foreach (var value in Values)
        {
            if (string.Equals(value.Key, name, StringComparison.Ordinal))
            {
                return value.Value;
            }
        }

        return null;
    }

    /// <summary>The name of a number; the number itself where it has none, as proto3's open enumerations have it.</summary>
    public string NameOf(int number) =>
        Values.Where(value => value.Value == number).Select(value => value.Key).FirstOrDefault()
        ?? number.ToString(CultureInfo.InvariantCulture);
}
