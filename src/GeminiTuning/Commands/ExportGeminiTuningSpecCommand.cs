using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Writes the spec of a job or tuned model, to tune such a model again.</summary>
[Cmdlet(VerbsData.Export, "GeminiTuningSpec", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportGeminiTuningSpecCommand : ConnectedCmdlet
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Jobs or tuned models: names, ids, patterns over the model's name, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id", "Job")]
    [SupportsWildcards]
    [ResourceName(AcceptJob = true)]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The file to write, or a folder to write a file for each model to; without it, the spec is emitted as text.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Keep a file that exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replace a file that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, model => PerItemAsync(() => ExportAsync(model)));
        }
    }

    private async Task ExportAsync(string name)
    {
        string text = await Engine.Tuning.Specs.WriteAsync(Connection, name, Options);
        if (Path is null)
        {
            WriteObject(text);
            return;
        }

        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (Directory.Exists(path))
        {
            path = System.IO.Path.Combine(path, name.Substring(name.LastIndexOf('/') + 1).Split('@')[0] + ".yaml");
        }

        if (!ShouldProcess(path, $"Write the spec of {name}"))
        {
            return;
        }

        if (!_written.Add(path))
        {
            throw CmdletErrors.SpecFileTaken(path);
        }

        SpecFile.Write(path, text, NoClobber, Force);
        WriteObject(new FileInfo(path));
    }
}
