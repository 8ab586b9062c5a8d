using System.Collections.Generic;

namespace GeminiTuning.Core.Specs;

/// <summary>A key that a spec may have.</summary>
/// <param name="Name">Its name, as in Google's APIs.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Choices">The values there are, where they are few.</param>
internal sealed record SpecKey(string Name, SpecKind Kind, params IReadOnlyList<string> Choices);
