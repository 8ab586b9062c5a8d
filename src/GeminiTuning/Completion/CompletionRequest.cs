using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Completion;

/// <summary>One press of Tab on a name: asks the connected service for a short while and never complains.</summary>
internal static class CompletionRequest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Completes a resource name from one page of a listing.</summary>
    public static IEnumerable<CompletionResult> Complete<T>(
        string wordToComplete,
        IDictionary boundParameters,
        Func<ITuningBackend, CallOptions, Task<IEnumerable<T>>> list,
        Func<T, string> textOf,
        Func<T, string> tooltipOf)
        where T : TuningResource
    {
        TuningContext? context = (boundParameters["Context"] as PSObject)?.BaseObject as TuningContext
            ?? boundParameters["Context"] as TuningContext
            ?? RunspaceSession.Current.Context;
        if (context is null || context.IsClosed)
        {
            return [];
        }

        string typed = wordToComplete.Trim('\'', '"');
        var pattern = new WildcardPattern(typed + "*", WildcardOptions.IgnoreCase);
        return Ask(context, list)
            .Where(item => pattern.IsMatch(item.Name) || pattern.IsMatch(item.Id))
            .Select(item => new CompletionResult(textOf(item), textOf(item), CompletionResultType.ParameterValue, tooltipOf(item)))
            .ToList();
    }

    private static IEnumerable<T> Ask<T>(TuningContext context, Func<ITuningBackend, CallOptions, Task<IEnumerable<T>>> list)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pump = new PipelinePump();
        IEnumerable<T> found = [];
        try
        {
            pump.Run(async () => found = await list(context.Client, new CallOptions(new NoTrace(), patience.Token)));
        }
        catch (Exception e) when (e is TuningException or OperationCanceledException)
        {
            // Tab offers nothing where the service cannot be asked; the command itself will say why.
            return [];
        }

        return found;
    }
}
