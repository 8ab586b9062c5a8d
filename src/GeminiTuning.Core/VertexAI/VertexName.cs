using System;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Core.GeminiApi;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// A checked name of any form that Google's documentation and tools write. A full name keeps its own project and
/// location, whatever the connection's are.
/// </summary>
internal sealed record VertexName
{
    // Ids, old ids with a domain (example.com:name) and project numbers.
    private static readonly Regex ProjectRule = Rule(@"\A[A-Za-z0-9][A-Za-z0-9.:\-]{0,126}\z");

    // It becomes part of the host that the credential is sent to.
    private static readonly Regex LocationRule = Rule(@"\A[a-z][a-z0-9\-]{0,62}\z");
    private static readonly Regex NumberRule = Rule(@"\A[0-9]{1,30}\z");

    private VertexName(ResourceKind kind, string parent, string id)
    {
        Kind = kind;
        Parent = parent;
        Id = id;
    }

    public ResourceKind Kind { get; }

    /// <summary><c>projects/P/locations/L</c>, with <c>publishers/X</c> after it for a base model.</summary>
    public string Parent { get; }

    /// <summary>The last segment; of a registry model with its version, if one was given.</summary>
    public string Id { get; }

    /// <summary>The version after the '@', or <see langword="null"/>.</summary>
    public string? Version => Id.Contains('@') ? Id.Substring(Id.IndexOf('@') + 1) : null;

    public static bool IsProject(string text) => ProjectRule.IsMatch(text);

    public static bool IsLocation(string text) => LocationRule.IsMatch(text);

    public static VertexName Parse(string name, VertexScope scope) =>
        TryParse(name, scope) ?? throw VertexErrors.TunedModelNameInvalid(name);

    /// <summary>Reads a name that the service wrote, which is always a full one; <see langword="null"/> if it is not.</summary>
    public static VertexName? TryParseFull(string? name) => name != null && Take(name.Split('/'), null) is { } full ? full : null;

    /// <summary>The location in a full resource name of any kind; <see langword="null"/> where there is none.</summary>
    public static string? LocationOf(string name)
    {
        var segments = name.Split('/');
        return segments.Length >= 4 && segments[0] is "projects" && segments[2] is "locations" && IsLocation(segments[3]) ? segments[3] : null;
    }

    /// <summary>The project in a full resource name of any kind; <see langword="null"/> where there is none.</summary>
    public static string? ProjectOf(string name)
    {
        var segments = name.Split('/');
        return segments.Length >= 2 && segments[0] is "projects" ? segments[1] : null;
    }

    public static VertexName Job(string parent, string id) => new(ResourceKind.TuningJob, parent, id);

    public static VertexName Model(string parent, string id) => new(ResourceKind.Model, parent, id);

    public static VertexName Endpoint(string parent, string id) => new(ResourceKind.Endpoint, parent, id);

    /// <summary>The model without its version.</summary>
    public VertexName WithoutVersion() => Version == null ? this : new VertexName(Kind, Parent, Id.Substring(0, Id.IndexOf('@')));

    public VertexName WithVersion(string version) => new(Kind, Parent, WithoutVersion().Id + "@" + version);

    /// <summary>Whether both are the same thing but for the version and for the two ways to name a project.</summary>
    public bool IsSameBut(VertexName other) => Kind == other.Kind
        && string.Equals(WithoutVersion().Id, other.WithoutVersion().Id, StringComparison.Ordinal)
        && string.Equals(LocationOf(ToString()), LocationOf(other.ToString()), StringComparison.Ordinal);

    /// <summary>A base model's name without a place: <c>publishers/X/models/M</c>.</summary>
    public string WithoutPlace()
    {
        var name = ToString();
        return name.Substring(name.IndexOf("publishers/", StringComparison.Ordinal));
    }

    public override string ToString() => Parent + Collection(Kind) + Id;

    private static VertexName? TryParse(string name, VertexScope scope)
    {
        var segments = name.Split('/');
        if (segments.Length == 1)
        {
            return Short(name, scope);
        }

        return Take(segments, scope);
    }

    private static VertexName? Short(string name, VertexScope scope)
    {
        if (!IsId(name))
        {
            return null;
        }

        var parts = name.Split('@');
        if (!NumberRule.IsMatch(parts[0]))
        {
            return Publisher(scope.Parent, "google", name);
        }

        return parts.Length == 1 ? new VertexName(ResourceKind.Number, scope.Parent, name) : Model(scope.Parent, name);
    }

    private static VertexName? Take(string[] segments, VertexScope? scope)
    {
        if (segments.Any(string.IsNullOrEmpty))
        {
            return null;
        }

        var isFull = segments.Length > 4 && segments[0] is "projects" && segments[2] is "locations" && IsProject(segments[1]) && IsLocation(segments[3]);
        if (!isFull && scope == null)
        {
            return null;
        }

        var parent = isFull ? string.Join("/", segments.Take(4)) : scope!.Parent;
        var rest = isFull ? segments.Skip(4).ToArray() : segments;
        return rest.Length switch
        {
            2 when IsId(rest[1]) => Owned(parent, rest[0], rest[1], isFull),
            4 when rest[0] is "publishers" && rest[2] is "models" && ResourceId.IsValid(rest[1]) && IsId(rest[3]) => Publisher(parent, rest[1], rest[3]),
            _ => null,
        };
    }

    private static VertexName? Owned(string parent, string collection, string id, bool isFull) => collection switch
    {
        "tuningJobs" when !id.Contains('@') => Job(parent, id),
        "endpoints" when !id.Contains('@') => Endpoint(parent, id),
        "models" when isFull || NumberRule.IsMatch(id.Split('@')[0]) => Model(parent, id),
        "models" => Publisher(parent, "google", id),
        _ => null,
    };

    private static VertexName Publisher(string parent, string publisher, string id) =>
        new(ResourceKind.PublisherModel, parent + "/publishers/" + publisher, id);

    private static bool IsId(string text)
    {
        var parts = text.Split('@');
        return parts.Length <= 2 && parts.All(static part => ResourceId.IsValid(part));
    }

    private static string Collection(ResourceKind kind) => kind switch
    {
        ResourceKind.TuningJob => "/tuningJobs/",
        ResourceKind.Endpoint => "/endpoints/",
        ResourceKind.Number => "/",
        _ => "/models/",
    };

    private static Regex Rule(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
