using System;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>Stops the pipeline above it after one object, in the way that Select-Object -First does.</summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);

        // The exception by which Select-Object ends a pipeline is internal to the engine.
        Type stop = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)Activator.CreateInstance(stop, this)!;
    }
}
