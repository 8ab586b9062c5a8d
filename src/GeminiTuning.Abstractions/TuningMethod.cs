namespace GeminiTuning;

/// <summary>What a model is tuned to do.</summary>
public enum TuningMethod
{
    /// <summary>Answer as the examples do (API field <c>supervisedTuningSpec</c>; the only method of the Gemini API).</summary>
    Supervised = 0,

    /// <summary>Prefer one of two answers to the other (API field <c>preferenceOptimizationSpec</c>).</summary>
    Preference = 1,
}
