using System;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The names of resources. Requests may name a project by its id or by its number; the emulator keeps and answers
/// numbers. No project is looked up: each id stands for the number that is derived from it, but for one that does not exist.
/// </summary>
internal static class VertexNames
{
    /// <summary>The project that nobody may use.</summary>
    public const string NoSuchProject = "no-such-project";

    private static readonly Regex Region = new(@"\A(global|us|eu|[a-z]+-[a-z]+[0-9]+)\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The name as the emulator keeps it.</summary>
    public static string Canonical(string name)
    {
        var segments = name.Split('/');
        if (segments.Length < 4 || segments[0] is not "projects" || segments[2] is not "locations")
        {
            return name;
        }

        if (string.Equals(segments[1], NoSuchProject, StringComparison.Ordinal))
        {
            throw new ApiException(
                RpcCode.PermissionDenied,
                $"Permission denied on resource project {segments[1]}.",
                ErrorDetails.ErrorInfo("CONSUMER_INVALID", VertexSurface.Host));
        }

        if (!Region.IsMatch(segments[3]))
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Invalid resource field value in the request. '{segments[3]}' is not a location.");
        }

        segments[1] = segments[1].All(character => character is >= '0' and <= '9') ? segments[1] : VertexIds.ProjectNumberOf(segments[1]);
        return string.Join("/", segments);
    }

    /// <summary>The location of a resource: <c>projects/1/locations/us-central1</c>.</summary>
    public static string LocationOf(string name) => string.Join("/", name.Split('/').Take(4));

    /// <summary>The region of a resource: <c>us-central1</c>.</summary>
    public static string RegionOf(string name) => name.Split('/')[3];

    public static string InRegion(string location, string region) => string.Join("/", [.. location.Split('/').Take(3), region]);

    public static string IdOf(string name) => name.Substring(name.LastIndexOf('/') + 1);

    public static bool IsIn(string name, string location) => name.StartsWith(location + "/", StringComparison.Ordinal);
}
