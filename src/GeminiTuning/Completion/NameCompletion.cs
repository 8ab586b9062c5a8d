using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;

namespace GeminiTuning.Completion;

/// <summary>One press of Tab on a name that a file has; it never complains.</summary>
internal static class NameCompletion
{
    /// <summary>Completes a name.</summary>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="list">Reads names, each with a tooltip.</param>
    /// <returns>What fits.</returns>
    public static IEnumerable<CompletionResult> Complete(string wordToComplete, Func<CallOptions, IEnumerable<(string Name, string Tooltip)>> list)
    {
        var pattern = new WildcardPattern(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        try
        {
            return list(new CallOptions(new NoTrace(), CancellationToken.None))
                .Where(item => pattern.IsMatch(item.Name))
                .Select(static item => new CompletionResult(item.Name, item.Name, CompletionResultType.ParameterValue, item.Tooltip))
                .ToList();
        }
        catch (TuningException)
        {
            // The command itself will say why there is nothing.
            return [];
        }
    }
}
