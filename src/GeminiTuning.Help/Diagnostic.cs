namespace GeminiTuning.Help;

/// <summary>An error in a page, printed in the form that MSBuild and editors understand.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Code">The code, see <see cref="ErrorCode"/>.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Diagnostic(string File, int Line, string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): error {Code}: {Message}";
}
