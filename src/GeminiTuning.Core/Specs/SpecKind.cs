namespace GeminiTuning.Core.Specs;

/// <summary>What a key of a spec takes.</summary>
internal enum SpecKind
{
    Text,
    Paths,
    Choice,

    /// <summary>A whole number from 1.</summary>
    Count,

    /// <summary>A whole number out of a few.</summary>
    Size,

    /// <summary>A number above 0.</summary>
    Positive,

    /// <summary>A number from 0 to 1.</summary>
    Share,
    Flag,
    Labels,
    Hyperparameters,
    Sweep,
}
