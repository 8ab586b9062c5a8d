namespace GeminiTuning.Console;

/// <summary>What the process returns when the script names no exit code of its own.</summary>
internal static class ExitCodes
{
    /// <summary>The script ended.</summary>
    public const int Success = 0;

    /// <summary>A terminating error ended the script.</summary>
    public const int Failure = 1;

    /// <summary>Ctrl+C ended the script; the value shells use for it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
