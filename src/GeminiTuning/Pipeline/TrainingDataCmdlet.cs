using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Loading;

namespace GeminiTuning.Pipeline;

/// <summary>A cmdlet that takes training data from the pipeline or from files. It needs no connection.</summary>
public abstract class TrainingDataCmdlet : AsyncPSCmdlet
{
    private protected const string InputSet = "InputObject";
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    /// <summary>The examples: hashtables or objects with an input and an output, or files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputSet, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? InputObject { get; set; }

    /// <summary>Files with examples, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files with examples, whose names are taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The property, key or column that holds the input, where it is not text_input, textInput or input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The property, key or column that holds the output, where it is not output.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>The format of the files, where the extension is not that of the format.</summary>
    [Parameter]
    public TrainingDataFormat? Format { get; set; }

    private protected static ITrainingDataTools Tools => Engine.Tuning.TrainingDataTools;

    private protected CallOptions Options { get; private set; } = null!;

    private protected TrainingRows Rows { get; private set; } = null!;

    private DatasetOptions Dataset => new() { InputProperty = InputProperty, OutputProperty = OutputProperty, Format = Format };

    /// <inheritdoc/>
    protected override Task BeginProcessingAsync()
    {
        Options = CreateCallOptions();
        Rows = new TrainingRows(InputProperty, OutputProperty);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected sealed override async Task ProcessRecordAsync()
    {
        if (!string.Equals(ParameterSetName, InputSet, StringComparison.Ordinal))
        {
            await TakeAsync(ReadFiles());
            return;
        }

        foreach (object? item in InputObject ?? [])
        {
            if ((item is PSObject wrapped ? wrapped.BaseObject : item) is FileInfo file)
            {
                await TakeAsync(Engine.Tuning.ReadTrainingData([file.FullName], Dataset));
            }
            else
            {
                await TakeAsync(item);
            }
        }
    }

    /// <summary>Takes the examples of files.</summary>
    private protected abstract Task TakeAsync(IEnumerable<TuningExample> data);

    /// <summary>Takes a row of the pipeline.</summary>
    private protected abstract Task TakeAsync(object? row);

    /// <summary>Reads files that a parameter names.</summary>
    private protected IEnumerable<TuningExample> ReadPaths(string[] paths) => Local(new DataPaths(this, Dataset).Read(paths));

    private IEnumerable<TuningExample> ReadFiles() => string.Equals(ParameterSetName, PathSet, StringComparison.Ordinal)
        ? ReadPaths(Path)
        : Engine.Tuning.ReadTrainingData(LiteralPath.Select(SessionState.Path.GetUnresolvedProviderPathFromPSPath).ToList(), Dataset);

    private static IEnumerable<TuningExample> Local(DataSource source) =>
        source.Uri is null ? source.Examples : throw CmdletErrors.CloudDataNotReadable(source.Uri);
}
