using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Ranks jobs and tuned models by their loss or by their answers.</summary>
[Cmdlet(VerbsData.Compare, "GeminiTuning", DefaultParameterSetName = NameSet)]
[OutputType(typeof(TuningComparison))]
public sealed class CompareGeminiTuningCommand : ConnectedCmdlet
{
    private const string NameSet = "Name";
    private const string SpecSet = "Spec";

    private readonly List<TuningComparison> _items = [];
    private List<TuningExample> _questions = [];

    /// <summary>Jobs or tuned models: names, ids, patterns over the model's name, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id", "Job")]
    [SupportsWildcards]
    [ResourceName(AcceptJob = true)]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Specs whose jobs are compared: YAML or JSON files, with wildcards, or hashtables and objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SpecSet)]
    [Alias("Spec")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public object[] SpecPath { get; set; } = [];

    /// <summary>Examples to ask the models: hashtables or objects with an input and an output.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? EvaluationData { get; set; }

    /// <summary>Files with such examples, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? EvaluationDataPath { get; set; }

    /// <summary>The property, key or column that holds the input, where it is not text_input, textInput or input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The property, key or column that holds the output, where it is not output.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>How an answer is held against the wanted one.</summary>
    [Parameter]
    public TuningMetric? Metric { get; set; }

    /// <summary>A script block that takes the wanted answer and the answer, and returns a number or a truth value; more is better.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Score { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginProcessingAsync()
    {
        await base.BeginProcessingAsync();
        bool hasData = EvaluationData is not null || EvaluationDataPath is not null;
        if ((EvaluationData is not null && EvaluationDataPath is not null) || (Metric is not null && Score is not null))
        {
            throw CmdletErrors.EvaluationDataAmbiguous();
        }

        if (!hasData && (Metric is not null || Score is not null))
        {
            throw CmdletErrors.EvaluationDataMissing();
        }

        _questions = hasData ? ReadQuestions() : [];
    }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, model => PerItemAsync(() => AddAsync(model)));
        }
    }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync()
    {
        var input = new SpecInput(this) { Dataset = new DatasetOptions { InputProperty = InputProperty, OutputProperty = OutputProperty } };
        foreach (TuningSpec spec in input.Resolve(SpecPath).SelectMany(spec => input.Read(Connection, spec)).ToList())
        {
            await PerItemAsync(() => AddAsync(spec));
        }

        foreach (TuningComparison item in Engine.Tuning.Comparer.Rank(_items))
        {
            WriteObject(item);
        }
    }

    private List<TuningExample> ReadQuestions()
    {
        if (EvaluationData is not null)
        {
            var rows = new TrainingRows(InputProperty, OutputProperty);
            return EvaluationData.Select(rows.Read).ToList();
        }

        DataSource source = new DataPaths(this, new DatasetOptions { InputProperty = InputProperty, OutputProperty = OutputProperty }).Read(EvaluationDataPath!);
        return source.Uri is null ? source.Examples.ToList() : throw CmdletErrors.EvaluationDataUnreadable(source.Uri);
    }

    private async Task AddAsync(TuningSpec spec)
    {
        TuningSpecMatch match = await Engine.Tuning.Specs.FindAsync(Connection, spec, force: false, Options);
        if (match.Job is not null)
        {
            await AddAsync(match.Job.Name);
            return;
        }

        TuningRequest request = spec.Request;
        _items.Add(new TuningComparison
        {
            DisplayName = request.DisplayName,
            BaseModel = spec.Plan.BaseModel,
            EpochCount = request.EpochCount,
            BatchSize = request.BatchSize,
            LearningRate = request.LearningRate,
            LearningRateMultiplier = request.LearningRateMultiplier,
            AdapterSize = request.AdapterSize,
        });
    }

    private async Task AddAsync(string name)
    {
        TuningComparison item = await Engine.Tuning.Comparer.MeasureAsync(Connection, name, Options);
        int index = _items.Count;
        _items.Add(item);
        if (_questions.Count > 0 && item.State is TuningJobState.Succeeded or TuningJobState.PartiallySucceeded)
        {
            _items[index] = item with { Score = await EvaluateAsync(item.TunedModel ?? name) };
        }
    }

    private async Task<double> EvaluateAsync(string model)
    {
        double sum = 0;
        foreach (TuningExample question in _questions)
        {
            Prediction answer = await Service.PredictAsync(new PredictionRequest { Model = model, Prompt = question.TextInput, Temperature = 0 }, Options);
            sum += Score is null ? Engine.Tuning.Comparer.Score(Metric ?? TuningMetric.ExactMatch, question.Output, answer.Text) : Judge(question.Output, answer.Text);
        }

        return sum / _questions.Count;
    }

    private double Judge(string expected, string actual)
    {
        object? value = Score!.InvokeReturnAsIs(expected, actual);
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            bool right => right ? 1 : 0,
            IConvertible and not string when LanguagePrimitives.TryConvertTo(plain, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) => number,
            _ => throw CmdletErrors.ScoreInvalid(value),
        };
    }
}
