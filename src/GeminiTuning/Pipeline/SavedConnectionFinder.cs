using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GeminiTuning.Loading;

namespace GeminiTuning.Pipeline;

/// <summary>Finds saved connections by names and patterns.</summary>
internal static class SavedConnectionFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="names">Names and patterns; a pattern may stand for none.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A <see cref="SavedConnection"/> for each, or a <see cref="TuningException"/> for a name that is not there.</returns>
    public static IEnumerable<object> Find(IEnumerable<string> names, CallOptions options)
    {
        ISavedConnections connections = Engine.Tuning.Connections;
        IReadOnlyList<SavedConnection> all = connections.List(options);
        return names.SelectMany(name =>
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            object[] found = [.. all.Where(connection => pattern.IsMatch(connection.Name))];
            return found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name) ? found : [NotFound(connections, name, options)];
        });
    }

    private static object NotFound(ISavedConnections connections, string name, CallOptions options)
    {
        try
        {
            return connections.Read(name, options);
        }
        catch (TuningException error) when (error.Kind is TuningErrorKind.NotFound)
        {
            return error;
        }
    }
}
