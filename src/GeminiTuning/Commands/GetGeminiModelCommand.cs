using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets the base models that the connected service offers.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiModel")]
[OutputType(typeof(GeminiModel))]
public sealed class GetGeminiModelCommand : ConnectedCmdlet
{
    /// <summary>Names or patterns, such as <c>models/gemini-1.0-pro-001</c> or <c>*flash*</c>.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName(PreferBaseModel = true)]
    [ArgumentCompleter(typeof(GeminiModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only models that can be tuned.</summary>
    [Parameter]
    public SwitchParameter Tunable { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        foreach (string name in Name)
        {
            if (NamePattern.TryParse(name, out NamePattern? pattern))
            {
                await WriteListAsync(
                    token => Service.ListModelsAsync(token, Options),
                    model => (!Tunable || model.Tunable) && pattern.IsMatch(model));
            }
            else
            {
                await PerItemAsync(async () =>
                {
                    GeminiModel model = await Service.GetModelAsync(name, Options);
                    if (!Tunable || model.Tunable)
                    {
                        WriteObject(model);
                    }
                });
            }
        }
    }
}
