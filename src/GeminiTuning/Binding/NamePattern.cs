using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>A wildcard pattern over names, with or without the collection in front.</summary>
internal sealed class NamePattern
{
    private readonly WildcardPattern _pattern;

    private NamePattern(string pattern) => _pattern = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);

    /// <summary>Reads a pattern.</summary>
    /// <param name="name">A name or a pattern.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>Whether the name has a wildcard.</returns>
    public static bool TryParse(string name, [NotNullWhen(true)] out NamePattern? pattern)
    {
        pattern = WildcardPattern.ContainsWildcardCharacters(name) ? new NamePattern(name) : null;
        return pattern is not null;
    }

    /// <summary>Whether an object's short or full name matches.</summary>
    /// <param name="resource">The object.</param>
    /// <returns>Whether it does.</returns>
    public bool IsMatch(TuningResource resource) => IsMatch(resource.Name);

    /// <summary>
    /// Whether a model's name matches, or what it is called on Vertex AI, where names are numbers. For looking only: what
    /// changes or deletes goes by names alone, which are unique.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether it does.</returns>
    public bool IsMatchForDisplay(TunedModel model) => IsMatch(model.Name)
        || (model.Backend == TuningBackend.VertexAI && model.DisplayName is not null && _pattern.IsMatch(model.DisplayName));

    /// <summary>Whether a job's model matches: people know jobs by what they make.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Whether it does.</returns>
    public bool IsMatch(TuningJob job) => IsMatch(job.Name) || (job.TunedModel is not null && IsMatch(job.TunedModel));

    private bool IsMatch(string name) => _pattern.IsMatch(name) || _pattern.IsMatch(name.Substring(name.LastIndexOf('/') + 1));
}
