using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core;

/// <summary>
/// Refuses parameters that the connected service has no field for. What would be left out silently might be what the
/// user cares about most, and tuning is paid for.
/// </summary>
internal static class ParameterSupport
{
    /// <param name="service">The connected service.</param>
    /// <param name="parameters">The parameters that only the other service has, and whether they are given.</param>
    public static void Refuse(TuningBackend service, params (string Name, bool Given)[] parameters)
    {
        var names = parameters.Where(static parameter => parameter.Given).Select(static parameter => "-" + parameter.Name).ToList();
        if (names.Count > 0)
        {
            throw ParameterNotSupported(service, names);
        }
    }

    public static TuningException ParameterNotSupported(TuningBackend service, IReadOnlyList<string> names)
    {
        var other = service == TuningBackend.GeminiApi ? TuningBackend.VertexAI : TuningBackend.GeminiApi;
        return new TuningException(
            nameof(ParameterNotSupported),
            TuningErrorKind.NotSupported,
            NameOf(service) + " has no field for " + string.Join(", ", names) + "; " + (other == TuningBackend.GeminiApi ? "the Gemini API" : NameOf(other)) + " has. Leave "
            + (names.Count == 1 ? "it" : "them") + " out, or connect with -Backend " + other + ".")
        { Target = names[0] };
    }

    private static string NameOf(TuningBackend service) => service switch
    {
        TuningBackend.GeminiApi => "The Gemini API",
        TuningBackend.VertexAI => "Vertex AI",
        _ => throw new ArgumentOutOfRangeException(nameof(service)),
    };
}
