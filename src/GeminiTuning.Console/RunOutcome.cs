namespace GeminiTuning.Console;

/// <summary>How a pipeline ended.</summary>
internal enum RunOutcome
{
    /// <summary>It ran to its end, or to an exit statement.</summary>
    Completed,

    /// <summary>A terminating error ended it.</summary>
    Failed,

    /// <summary>Ctrl+C ended it.</summary>
    Stopped,
}
