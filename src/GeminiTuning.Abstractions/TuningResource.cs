namespace GeminiTuning;

/// <summary>What every object of a service carries: its resource name and where it lives.</summary>
public abstract record TuningResource
{
    /// <summary>The full resource name, such as <c>tunedModels/inc-1</c> (API field <c>name</c>).</summary>
    public abstract string Name { get; init; }

    /// <summary>The service that the object lives in.</summary>
    public required TuningBackend Backend { get; init; }

    /// <summary>The Google Cloud project, or <see langword="null"/> where the service does not say.</summary>
    public string? Project { get; init; }

    /// <summary>The Google Cloud location; <see langword="null"/> on the Gemini API, which has none.</summary>
    public string? Location { get; init; }

    /// <summary>The last segment of <see cref="Name"/>.</summary>
    public string Id => Name.Substring(Name.LastIndexOf('/') + 1);

    /// <summary>The resource name, so that an object can stand where a name is expected.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
