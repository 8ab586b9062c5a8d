using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets the configurations of gcloud.</summary>
[Cmdlet(VerbsCommon.Get, "GcloudConfiguration")]
[OutputType(typeof(GcloudConfigurationInfo))]
public sealed class GetGcloudConfigurationCommand : AsyncPSCmdlet
{
    /// <summary>Names of configurations, or patterns.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GcloudConfigurationCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        IGcloudConfigurations configurations = Engine.Tuning.GcloudConfigurations;
        string[] all = [.. configurations.List(CreateCallOptions())];
        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name);
            foreach (string match in WildcardPattern.ContainsWildcardCharacters(name) ? all.Where(pattern.IsMatch) : [name])
            {
                Write(configurations, match);
            }
        }

        return Task.CompletedTask;
    }

    private void Write(IGcloudConfigurations configurations, string name)
    {
        try
        {
            WriteObject(configurations.Read(name));
        }
        catch (TuningException error)
        {
            WriteError(error);
        }
    }
}
