using System.Collections.Generic;

namespace GeminiTuning.Binding;

/// <summary>Where examples come from.</summary>
/// <param name="Examples">The examples; they can be gone through more than once.</param>
/// <param name="Uri">A <c>gs://</c> address in their place, or <see langword="null"/>.</param>
internal sealed record DataSource(IEnumerable<TuningExample> Examples, string? Uri = null);
