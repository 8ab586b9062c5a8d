namespace GeminiTuning.Console;

/// <summary>What the command line asks for.</summary>
internal enum ConsoleMode
{
    /// <summary>Read a line, run it, print.</summary>
    Interactive,

    /// <summary>Run a script file.</summary>
    Script,

    /// <summary>Run the text of -Command.</summary>
    Command,

    /// <summary>Say how the tool is used.</summary>
    Usage,
}
