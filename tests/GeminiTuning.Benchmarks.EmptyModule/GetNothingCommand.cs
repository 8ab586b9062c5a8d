using System.Management.Automation;

namespace GeminiTuning.Benchmarks.EmptyModule;

/// <summary>The least that a binary module can be: what importing any module costs.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
    }
}
