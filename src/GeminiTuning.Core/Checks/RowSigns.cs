using System;

namespace GeminiTuning.Core.Checks;

/// <summary>
/// What a row's bytes may have in them: where a sign is missing, no rule need look for what shows it. A sign that is there
/// is only a hint.
/// </summary>
[Flags]
internal enum RowSigns
{
    None = 0,

    /// <summary>A byte below the space, DEL, C2 or EF: one of them is in every control character.</summary>
    Control = 1,

    /// <summary>EF, with which U+FFFD begins.</summary>
    Special = 2,

    /// <summary>The sign @.</summary>
    At = 4,

    /// <summary>A K, which every AKIA has.</summary>
    LetterK = 8,

    /// <summary>A hyphen.</summary>
    Hyphen = 16,

    /// <summary>Letters, digits and the like without a break, as many as only a key has.</summary>
    LongRun = 32,

    All = Control | Special | At | LetterK | Hyphen | LongRun,
}
