namespace GeminiTuning;

/// <summary>How tokens were counted.</summary>
public enum TokenCountMethod
{
    /// <summary>Estimated from the letters, without asking a service.</summary>
    Estimated = 0,

    /// <summary>Estimated from the letters and corrected by what the service counted in a sample.</summary>
    Sampled = 1,

    /// <summary>Counted by the service in every row.</summary>
    Exact = 2,
}
