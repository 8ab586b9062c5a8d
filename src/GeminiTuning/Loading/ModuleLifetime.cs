using System.Management.Automation;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Loading;

/// <summary>Stops what the module started when the module is removed. Import itself does nothing.</summary>
public sealed class ModuleLifetime : IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell on <c>Remove-Module</c>.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunspaceSession.Current.Dispose();
        DependencyLoader.Unhook();
    }
}
