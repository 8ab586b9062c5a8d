using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Checks;

/// <summary>Turns places into numbers and back: file and line in 8 bytes.</summary>
internal sealed class PlaceBook
{
    private const int LineBits = 40;
    private readonly List<string?> _files = [null];
    private int _last;

    /// <summary>The number, which is never 0.</summary>
    public ulong Add(RowPlace place)
    {
        if (!string.Equals(_files[_last], place.File, StringComparison.Ordinal))
        {
            _last = _files.IndexOf(place.File);
            if (_last < 0)
            {
                _last = _files.Count;
                _files.Add(place.File);
            }
        }

        return ((ulong)_last << LineBits) | (ulong)(place.Line ?? 0) | (1UL << 63);
    }

    public RowPlace this[ulong number] => new(_files[(int)((number & ~(1UL << 63)) >> LineBits)], (long)(number & ((1UL << LineBits) - 1)));
}
