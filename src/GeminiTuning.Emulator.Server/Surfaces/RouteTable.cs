using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>All routes of all surfaces.</summary>
internal sealed class RouteTable(IReadOnlyList<ApiSurface> surfaces)
{
    private readonly List<Route> _routes = [.. surfaces.SelectMany(RoutesOf)];

    /// <summary>The routes of a surface in one version.</summary>
    public static IEnumerable<Route> RoutesOf(ApiSurface surface, string version) =>
        from method in surface.Schema.Methods
        from binding in method.Bindings
        let path = PathIn(binding.Path, surface.SchemaVersion, version)
        select new Route(surface, version, method, binding, new PathTemplate(path));

    /// <summary>Finds the route of a request.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public RouteMatch Find(string verb, string path)
    {
        var segments = path.Trim('/').Split('/');
        var last = segments[segments.Length - 1];
        var colon = last.LastIndexOf(':');
        var customVerb = "";
        if (colon >= 0)
        {
            customVerb = last.Substring(colon + 1);
            segments[segments.Length - 1] = last.Substring(0, colon);
        }

        var matches = _routes
            .Select(route => new { Route = route, Variables = route.Template.Match(segments, customVerb) })
            .Where(match => match.Variables is not null)
            .ToList();
        var found = matches.Find(match => string.Equals(match.Route.Binding.Verb, verb, StringComparison.Ordinal));
        if (found is not null)
        {
            return new RouteMatch(found.Route, found.Variables!);
        }

        if (matches.Count == 0)
        {
            throw new ApiException(RpcCode.NotFound, $"The requested URL {path} was not found on this server.");
        }

        var allowed = string.Join(", ", matches.Select(match => match.Route.Binding.Verb).Distinct(StringComparer.Ordinal));
        throw new ApiException(RpcCode.Unimplemented, $"The method {verb} is not supported for {path}. Use {allowed}.")
        {
            HttpStatus = 405,
            Allow = allowed,
        };
    }

    /// <summary>The path in one version; a path that is not of the schema's version is the same in all.</summary>
    private static string PathIn(string path, string schemaVersion, string version) =>
        path.StartsWith("/" + schemaVersion + "/", StringComparison.Ordinal)
            ? "/" + version + path.Substring(schemaVersion.Length + 1)
            : path;

    private static IEnumerable<Route> RoutesOf(ApiSurface surface) =>
        surface.Versions.SelectMany(version => RoutesOf(surface, version));
}
