namespace GeminiTuning;

/// <summary>Which tuned models to list.</summary>
public sealed record TunedModelQuery
{
    /// <summary>The service's own filter, such as <c>owner:me</c> (query parameter <c>filter</c>).</summary>
    public string? Filter { get; init; }

    /// <summary>How many models to ask for at a time, 1 to 1000 (query parameter <c>pageSize</c>).</summary>
    public int? PageSize { get; init; }
}
