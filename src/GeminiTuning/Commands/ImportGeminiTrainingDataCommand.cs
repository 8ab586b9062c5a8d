using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Reads training examples from files.</summary>
[Cmdlet(VerbsData.Import, "GeminiTrainingData", DefaultParameterSetName = PathSet)]
[OutputType(typeof(TuningExample))]
public sealed class ImportGeminiTrainingDataCommand : AsyncPSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>The files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, by names that are taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The format, where the extension is not that of the format.</summary>
    [Parameter]
    public TrainingDataFormat? Format { get; set; }

    /// <summary>The key or column that holds the input, where it has not one of the usual names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The key or column that holds the output, where it has not one of the usual names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync()
    {
        bool isLiteral = string.Equals(ParameterSetName, LiteralPathSet, StringComparison.Ordinal);
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            PerFile(() =>
            {
                if (DataPaths.IsUri(path))
                {
                    throw CmdletErrors.CloudDataNotReadable(path);
                }

                foreach (string file in isLiteral ? [FilePaths.ResolveLiteral(this, path)] : FilePaths.Resolve(this, path))
                {
                    PerFile(() => Read(file));
                }
            });
        }

        return Task.CompletedTask;
    }

    private void Read(string file)
    {
        var dataset = new DatasetOptions { InputProperty = InputProperty, OutputProperty = OutputProperty, Format = Format };
        foreach (TuningExample example in Engine.Tuning.ReadTrainingData([file], dataset))
        {
            StopToken.ThrowIfCancellationRequested();
            WriteObject(example);
        }
    }

    private void PerFile(Action action)
    {
        try
        {
            action();
        }
        catch (TuningException error)
        {
            WriteError(error);
        }
    }
}
