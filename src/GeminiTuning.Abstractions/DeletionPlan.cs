using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>Everything that deleting a tuned model takes away.</summary>
/// <param name="TunedModel">The tuned model.</param>
/// <param name="Resources">The resource names and objects that would go, in the order in which they go.</param>
public sealed record DeletionPlan(string TunedModel, IReadOnlyList<string> Resources);
