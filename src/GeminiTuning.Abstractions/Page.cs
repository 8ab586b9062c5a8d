using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>One page of a listing.</summary>
/// <typeparam name="T">The kind of object listed.</typeparam>
/// <param name="Items">The objects of this page.</param>
/// <param name="NextPageToken">The token of the next page, or <see langword="null"/> on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextPageToken);
