using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Checks;

/// <summary>Turns places into numbers and back: file and line in 4 bytes. What does not fit in is forgotten.</summary>
internal sealed class PlaceBook
{
    private const int LineBits = 24;
    private const int MostFiles = 255;
    private const uint Forgotten = uint.MaxValue;
    private readonly List<string?> _files = [null];
    private int _last;

    public RowPlace this[uint number] => number == Forgotten
        ? default
        : new RowPlace(_files[(int)(number >> LineBits)], number & ((1 << LineBits) - 1));

    /// <summary>The number, which is never 0.</summary>
    public uint Add(RowPlace place)
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

        return place.Line is > 0 and < (1 << LineBits) and var line && _last < MostFiles ? ((uint)_last << LineBits) | (uint)line : Forgotten;
    }
}
