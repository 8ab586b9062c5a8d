using System.Collections.Generic;

namespace GeminiTuning.Help.Pages;

/// <summary>A parameter set.</summary>
/// <param name="Name">Its name; empty when the cmdlet has only one.</param>
/// <param name="Line">The line of its heading.</param>
/// <param name="ParameterNames">The parameters, in the order they are shown.</param>
internal sealed record SyntaxSet(string Name, int Line, IReadOnlyList<string> ParameterNames);
