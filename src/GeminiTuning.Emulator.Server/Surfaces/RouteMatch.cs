using System.Collections.Generic;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>A route and what its path held.</summary>
internal sealed record RouteMatch(Route Route, IReadOnlyDictionary<string, string> Variables);
