using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;
using Microsoft.PowerShell.Commands;

namespace GeminiTuning.Commands;

/// <summary>Starts tuning a model on examples.</summary>
[Cmdlet(VerbsCommon.New, "GeminiTunedModel", SupportsShouldProcess = true, DefaultParameterSetName = DataSet)]
[OutputType(typeof(TuningJob), typeof(TunedModel))]
public sealed class NewGeminiTunedModelCommand : WaitingCmdlet
{
    private const string DataSet = "TrainingData";
    private const string PathSet = "TrainingDataPath";

    private readonly List<TuningExample> _examples = [];
    private TrainingRows _rows = null!;

    /// <summary>The model to tune: a base model, or a tuned model to tune on from.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("SourceModel")]
    [ResourceName]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string BaseModel { get; set; } = null!;

    /// <summary>The examples: hashtables or objects with an input and an output.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = DataSet, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? TrainingData { get; set; }

    /// <summary>Files with examples: CSV, TSV, JSON or JSONL. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] TrainingDataPath { get; set; } = [];

    /// <summary>The property, key or column that holds the input, where it is not text_input, textInput or input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The property, key or column that holds the output, where it is not output.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>The new model's id; the service makes one up without it.</summary>
    [Parameter]
    [Alias("Name")]
    public string? Id { get; set; }

    /// <summary>The name for people, at most 40 characters.</summary>
    [Parameter]
    public string? DisplayName { get; set; }

    /// <summary>The description.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The number of passes over the examples, from 1.</summary>
    [Parameter]
    public int? EpochCount { get; set; }

    /// <summary>The number of examples in one step, from 1.</summary>
    [Parameter]
    public int? BatchSize { get; set; }

    /// <summary>The optimiser's step size, above 0, such as 0.001.</summary>
    [Parameter]
    public double? LearningRate { get; set; }

    /// <summary>A factor on the service's recommended step size, above 0.</summary>
    [Parameter]
    public double? LearningRateMultiplier { get; set; }

    /// <summary>The model's default sampling temperature, 0 to 1.</summary>
    [Parameter]
    public double? Temperature { get; set; }

    /// <summary>The model's default nucleus-sampling mass, 0 to 1.</summary>
    [Parameter]
    public double? TopP { get; set; }

    /// <summary>The model's default number of candidates for sampling, from 1.</summary>
    [Parameter]
    public int? TopK { get; set; }

    /// <summary>Wait for the job and emit the tuned model.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override Task BeginProcessingAsync()
    {
        if (!Wait && (Timeout is not null || PollInterval is not null))
        {
            throw CmdletErrors.WaitMissing();
        }

        _rows = new TrainingRows(InputProperty, OutputProperty);
        return base.BeginProcessingAsync();
    }

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync()
    {
        _examples.AddRange(string.Equals(ParameterSetName, PathSet, StringComparison.Ordinal) ? ReadFiles() : (TrainingData ?? []).Select(_rows.Read));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync()
    {
        var request = new TuningRequest
        {
            BaseModel = BaseModel,
            TrainingData = _examples,
            Id = Id,
            DisplayName = DisplayName,
            Description = Description,
            EpochCount = EpochCount,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            LearningRateMultiplier = LearningRateMultiplier,
            Temperature = Temperature,
            TopP = TopP,
            TopK = TopK,
        };

        TuningPlan plan = Service.Plan(request);
        if (ShouldProcess(plan.TunedModel ?? "a new tuned model", plan.Description))
        {
            TuningJob job = await Service.StartTuningAsync(request, Options);
            WriteObject(Wait ? await WaitForModelAsync(job.Name) : job);
        }
    }

    private IEnumerable<TuningExample> ReadFiles()
    {
        var dataset = new DatasetOptions { InputProperty = InputProperty, OutputProperty = OutputProperty };
        return TrainingDataPath.SelectMany(Resolve).SelectMany(path => Engine.Tuning.ReadTrainingData(path, dataset));
    }

    // A name that exists as it is wins over its reading as a pattern, so that 'rows[1].csv' can be read.
    private IReadOnlyList<string> Resolve(string path)
    {
        string literal = GetUnresolvedProviderPathFromPSPath(path);
        if (File.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [literal];
        }

        Collection<string> found = GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw CmdletErrors.TrainingPathNotFile(path);
        }

        return found.Count > 0 ? found : throw CmdletErrors.TrainingFileNotFound(path);
    }
}
