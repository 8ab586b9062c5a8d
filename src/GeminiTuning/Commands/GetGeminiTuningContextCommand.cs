using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets this session's connection, if there is one, or the saved connections.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTuningContext", DefaultParameterSetName = "Current")]
[OutputType(typeof(TuningContext), ParameterSetName = ["Current"])]
[OutputType(typeof(SavedConnection), ParameterSetName = [SavedSet])]
public sealed class GetGeminiTuningContextCommand : AsyncPSCmdlet
{
    private const string SavedSet = "Saved";

    /// <summary>Names of saved connections, or patterns.</summary>
    [Parameter(Position = 0, ParameterSetName = SavedSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SavedConnectionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Get the saved connections.</summary>
    [Parameter(ParameterSetName = SavedSet)]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        TuningContext? current = RunspaceSession.Current.Context;
        if (ParameterSetName is SavedSet)
        {
            WriteSaved(current?.Name);
        }
        else if (current is not null)
        {
            WriteObject(current);
        }

        return Task.CompletedTask;
    }

    private void WriteSaved(string? current)
    {
        foreach (object found in SavedConnectionFinder.Find(Name, CreateCallOptions()))
        {
            WriteResult(found is SavedConnection saved
                ? saved with { IsCurrent = string.Equals(saved.Name, current, StringComparison.OrdinalIgnoreCase) }
                : found);
        }
    }
}
