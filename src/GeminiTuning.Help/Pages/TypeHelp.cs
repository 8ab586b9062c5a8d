using System.Collections.Generic;

namespace GeminiTuning.Help.Pages;

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is here.</param>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);
