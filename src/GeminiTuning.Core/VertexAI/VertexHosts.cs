using System;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Finds the address that serves a location.</summary>
internal sealed class VertexHosts
{
    private readonly Uri? _overridden;
    private readonly string _location;

    /// <param name="overridden">The one base address for everything, if the user gave one.</param>
    /// <param name="location">The connection's location.</param>
    public VertexHosts(Uri? overridden, string location)
    {
        _overridden = overridden;
        _location = location;
    }

    /// <summary>The address of a location, which must have been checked.</summary>
    public Uri Of(string location) => _overridden ?? new Uri(location switch
    {
        "global" => "https://aiplatform.googleapis.com/",
        "us" or "eu" => "https://aiplatform." + location + ".rep.googleapis.com/",
        _ => "https://" + location + "-aiplatform.googleapis.com/",
    });

    /// <summary>The address of the location in a resource's name, or the connection's where the name has none.</summary>
    public Uri OfName(string name) => Of(VertexName.LocationOf(name) ?? _location);
}
