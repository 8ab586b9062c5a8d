using System.Collections.Generic;

namespace GeminiTuning.Module.Tests.Help;

/// <summary>A fenced code block.</summary>
/// <param name="Language">The word after the opening fence; empty without one.</param>
/// <param name="Lines">The lines between the fences.</param>
internal sealed record HelpCodeBlock(string Language, IReadOnlyList<string> Lines)
{
    public string Text => string.Join('\n', Lines);
}
