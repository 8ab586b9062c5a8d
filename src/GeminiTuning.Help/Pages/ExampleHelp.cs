using System.Collections.Generic;

namespace GeminiTuning.Help.Pages;

/// <summary>An example.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Code">The code.</param>
/// <param name="Remarks">The text around the code.</param>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);
