namespace GeminiTuning.Emulator.Learning;

/// <summary>The ways in which an output character may be taken from the prompt; each has a trained gate.</summary>
internal enum CopyKind
{
    /// <summary>The character at the same position.</summary>
    Same,

    /// <summary>The character one position before.</summary>
    Before,

    /// <summary>The character one position after.</summary>
    After,

    /// <summary>The one that follows it in the code chart.</summary>
    Successor,

    /// <summary>The one that precedes it in the code chart.</summary>
    Predecessor,

    /// <summary>Its upper case.</summary>
    Upper,

    /// <summary>Its lower case.</summary>
    Lower,
}
