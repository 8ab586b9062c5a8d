using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts tuning a model on examples.</summary>
[Cmdlet(VerbsCommon.New, "GeminiTunedModel", SupportsShouldProcess = true, DefaultParameterSetName = DataSet)]
[OutputType(typeof(TuningJob), typeof(TunedModel))]
public sealed partial class NewGeminiTunedModelCommand : WaitingCmdlet
{
    private const string DataSet = "TrainingData";
    private const string PathSet = "TrainingDataPath";

    private readonly List<TuningExample> _examples = [];
    private DataPaths _paths = null!;
    private TrainingRows _rows = null!;

    private bool IsDataSet => string.Equals(ParameterSetName, DataSet, StringComparison.Ordinal);

    /// <summary>The model to tune: a base model, or a tuned model to tune on from.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DataSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = SpecSet)]
    [Alias("SourceModel")]
    [ResourceName]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string BaseModel { get; set; } = null!;

    /// <summary>The examples: hashtables or objects with an input and an output.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = DataSet, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? TrainingData { get; set; }

    /// <summary>Files with examples: CSV, TSV, JSON, JSONL or YAML, also with .gz, with wildcards; or one <c>gs://</c> address on Vertex AI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = SpecSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] TrainingDataPath { get; set; } = [];

    /// <summary>The property, key or column that holds the input, where it is not text_input, textInput, input or prompt.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The property, key or column that holds the output, where it is not output, completion or chosen.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>Examples to measure the loss on that are not trained on; Vertex AI only.</summary>
    [Parameter]
    public object?[]? ValidationData { get; set; }

    /// <summary>Files with such examples, or one <c>gs://</c> address; Vertex AI only.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ValidationDataPath { get; set; }

    /// <summary>What the model is tuned to do; Preference on Vertex AI only.</summary>
    [Parameter]
    public TuningMethod? Method { get; set; }

    /// <summary>The new model's id; one is made up without it.</summary>
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

    /// <summary>The size of the adapter: 1, 2, 4, 8, 16 or 32, as far as the base model allows; Vertex AI only.</summary>
    [Parameter]
    [ValidateSet("1", "2", "4", "8", "16", "32")]
    public int? AdapterSize { get; set; }

    /// <summary>Keep the last checkpoint only; Vertex AI only.</summary>
    [Parameter]
    public SwitchParameter ExportLastCheckpointOnly { get; set; }

    /// <summary>Labels for the job, the model and its endpoint; Vertex AI only.</summary>
    [Parameter]
    public Hashtable? Label { get; set; }

    /// <summary>The Cloud KMS key that encrypts what is made; Vertex AI only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KmsKeyName { get; set; }

    /// <summary>The service account that the job runs as; Vertex AI only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ServiceAccount { get; set; }

    /// <summary>The checkpoint of the tuned model in -BaseModel to tune on from; Vertex AI only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointId { get; set; }

    /// <summary>The price of a million training tokens, from 0, for the estimate that -WhatIf and -Confirm show.</summary>
    [Parameter]
    public double? PricePerMillionTokens { get; set; }

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
        // The jobs of specs may have to wait for each other. What comes through the pipeline without a base model is a spec.
        if (!Wait && (Timeout is not null || (PollInterval is not null && !IsSpecSet && BaseModel is not null)))
        {
            throw CmdletErrors.WaitMissing();
        }

        _rows = new TrainingRows(InputProperty, OutputProperty);
        _paths = new DataPaths(this, new DatasetOptions { InputProperty = InputProperty, OutputProperty = OutputProperty });
        return base.BeginProcessingAsync();
    }

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync()
    {
        if (IsSpecSet)
        {
            AddSpecs();
        }
        else if (IsDataSet)
        {
            _examples.AddRange((TrainingData ?? []).SelectMany(_rows.ReadAll));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync()
    {
        if (IsSpecSet)
        {
            await RunSpecsAsync();
            return;
        }

        DataSource training = IsDataSet ? new DataSource(_examples) : _paths.Read(TrainingDataPath);
        DataSource? validation = ReadValidationData();
        var request = new TuningRequest
        {
            BaseModel = BaseModel,
            TrainingData = training.Examples,
            TrainingDataUri = training.Uri,
            ValidationData = validation?.Uri is null ? validation?.Examples : null,
            ValidationDataUri = validation?.Uri,
            Method = Method,
            Id = Id,
            DisplayName = DisplayName,
            Description = Description,
            EpochCount = EpochCount,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            LearningRateMultiplier = LearningRateMultiplier,
            AdapterSize = AdapterSize,
            ExportLastCheckpointOnly = ExportLastCheckpointOnly ? true : null,
            Labels = Label?.ToLabels(),
            KmsKeyName = KmsKeyName,
            ServiceAccount = ServiceAccount,
            CheckpointId = CheckpointId,
            PricePerMillionTokens = PricePerMillionTokens,
            Temperature = Temperature,
            TopP = TopP,
            TopK = TopK,
        };

        TuningPlan plan = Service.Plan(request);
        if (ShouldProcess(plan.TunedModel ?? DisplayName ?? "a new tuned model", plan.Description))
        {
            TuningJob job = await Service.StartTuningAsync(request, Options);
            WriteObject(Wait ? await WaitForModelAsync(job.Name) : job);
        }
    }

    private DataSource? ReadValidationData()
    {
        if (ValidationDataPath is not null)
        {
            return ValidationData is null ? _paths.Read(ValidationDataPath) : throw CmdletErrors.ValidationDataAmbiguous();
        }

        var rows = new TrainingRows(InputProperty, OutputProperty);
        return ValidationData is null ? null : new DataSource(ValidationData.SelectMany(rows.ReadAll).ToList());
    }
}
