namespace GeminiTuning;

/// <summary>How an answer is held against the wanted one. Space around both is left out.</summary>
public enum TuningMetric
{
    /// <summary>They are the same.</summary>
    ExactMatch,

    /// <summary>They are the same but for capital letters.</summary>
    IgnoreCase,

    /// <summary>The wanted answer is somewhere in the answer, with or without capital letters.</summary>
    Contains,
}
