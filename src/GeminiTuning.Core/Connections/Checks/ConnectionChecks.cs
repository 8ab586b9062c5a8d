using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Runs checks in their order and leaves out those that need one that failed.</summary>
internal sealed class ConnectionChecks : IConnectionChecks
{
    private readonly IReadOnlyList<Check> _checks;

    public ConnectionChecks(params Check[] checks)
    {
        _checks = checks;
    }

    public IEnumerable<Task<ConnectionCheck>> Run(CallOptions options)
    {
        // The check that failed, by the name of each that it stands in the way of.
        var causes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var check in _checks)
        {
            yield return RunAsync(check, causes, options);
        }
    }

    private static async Task<ConnectionCheck> RunAsync(Check check, Dictionary<string, string> causes, CallOptions options)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        if (check.Needs.FirstOrDefault(causes.ContainsKey) is { } needed)
        {
            causes[check.Name] = causes[needed];
            return check.Skipped("Not looked at, because '" + causes[needed] + "' failed.");
        }

        ConnectionCheck result;
        try
        {
            result = await check.RunAsync(options).ConfigureAwait(false);
        }
        catch (TuningException e)
        {
            result = check.Failed(e.Message, e.RecommendedAction ?? FixOf(e.Kind));
        }

        if (result.Status == ConnectionCheckStatus.Failed)
        {
            causes[check.Name] = check.Name;
        }

        return result;
    }

    // What has nothing to do with the check itself.
    private static string? FixOf(TuningErrorKind kind) => kind switch
    {
        TuningErrorKind.Connection or TuningErrorKind.Timeout => "Check the network, the proxy and -Endpoint.",
        TuningErrorKind.Unavailable or TuningErrorKind.LimitsExceeded => "Try again later.",
        _ => null,
    };
}
