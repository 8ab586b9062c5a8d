using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Loading;

namespace GeminiTuning.Commands;

/// <content>Jobs that are written down in files.</content>
public sealed partial class NewGeminiTunedModelCommand
{
    private const string SpecSet = "Spec";

    private readonly List<object> _specs = [];

    private bool IsSpecSet => string.Equals(ParameterSetName, SpecSet, StringComparison.Ordinal);

    /// <summary>Specs of jobs: YAML or JSON files, with wildcards, or hashtables and objects with the same keys.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SpecSet, ValueFromPipeline = true)]
    [Alias("Spec")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public object[] SpecPath { get; set; } = [];

    /// <summary>Start another job where the spec has made one already.</summary>
    [Parameter(ParameterSetName = SpecSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>The most of the specs' jobs that are under way at the same time, from 1; without it, as many as the quota allows.</summary>
    [Parameter(ParameterSetName = SpecSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? ThrottleLimit { get; set; }

    private void AddSpecs() => _specs.AddRange(new SpecInput(this).Resolve(SpecPath));

    /// <summary>Reads all specs before the first job is started, so that a fault in the last of them costs nothing.</summary>
    private async Task RunSpecsAsync()
    {
        DataSource? training = TrainingDataPath.Length == 0 ? null : _paths.Read(TrainingDataPath);
        DataSource? validation = ReadValidationData();
        var input = new SpecInput(this)
        {
            Dataset = new DatasetOptions { InputProperty = InputProperty, OutputProperty = OutputProperty },
            Override = request => Override(request, training, validation),
        };
        List<TuningSpec> specs = _specs.SelectMany(spec => input.Read(Connection, spec)).ToList();
        ITuningLauncher launcher = Engine.Tuning.Specs.CreateLauncher(Connection, ThrottleLimit, new WaitOptions { PollInterval = PollInterval });
        var jobs = new List<TuningJob>();
        foreach (TuningSpec spec in specs)
        {
            await PerItemAsync(() => RunAsync(spec, launcher, jobs));
        }

        foreach (TuningJob job in jobs)
        {
            await PerItemAsync(async () => WriteObject(await WaitForModelAsync(job.Name)));
        }
    }

    private async Task RunAsync(TuningSpec spec, ITuningLauncher launcher, List<TuningJob> jobs)
    {
        TuningSpecMatch match = await Engine.Tuning.Specs.FindAsync(Connection, spec, Force, Options);
        string target = match.Job?.Title ?? spec.Plan.TunedModel ?? spec.Request.DisplayName ?? "a new tuned model";
        if (!ShouldProcess(target, match.Job is null ? spec.Plan.Description : $"Use the job that {spec.Source} has started already ({match.Job.State})"))
        {
            return;
        }

        TuningJob job;
        if (match.Job is not null)
        {
            WriteVerbose($"{spec.Source}: the job {match.Job.Name} was started before and is {match.Job.State}. -Force starts another.");
            launcher.Add(job = match.Job);
        }
        else
        {
            job = await launcher.StartAsync(match.Request, Options);
            WriteVerbose($"{spec.Source}: started {job.Name}.");
        }

        if (Wait)
        {
            jobs.Add(job);
        }
        else
        {
            WriteObject(job);
        }
    }

    /// <summary>What is given on the command line goes before what the spec says.</summary>
    private TuningRequest Override(TuningRequest request, DataSource? training, DataSource? validation) => request with
    {
        BaseModel = BaseModel ?? request.BaseModel,
        TrainingData = training?.Examples ?? request.TrainingData,
        TrainingDataUri = training?.Uri ?? request.TrainingDataUri,
        ValidationData = validation?.Uri is null ? validation?.Examples : null,
        ValidationDataUri = validation?.Uri,
        Method = Method ?? request.Method,
        Id = Id ?? request.Id,
        DisplayName = DisplayName ?? request.DisplayName,
        Description = Description ?? request.Description,
        EpochCount = EpochCount ?? request.EpochCount,
        BatchSize = BatchSize ?? request.BatchSize,
        LearningRate = LearningRate ?? (LearningRateMultiplier is null ? request.LearningRate : null),
        LearningRateMultiplier = LearningRateMultiplier ?? (LearningRate is null ? request.LearningRateMultiplier : null),
        AdapterSize = AdapterSize ?? request.AdapterSize,
        ExportLastCheckpointOnly = MyInvocation.BoundParameters.ContainsKey(nameof(ExportLastCheckpointOnly)) ? ExportLastCheckpointOnly.ToBool() : request.ExportLastCheckpointOnly,
        Labels = Label?.ToLabels() ?? request.Labels,
        KmsKeyName = KmsKeyName ?? request.KmsKeyName,
        ServiceAccount = ServiceAccount ?? request.ServiceAccount,
        CheckpointId = CheckpointId ?? request.CheckpointId,
        PricePerMillionTokens = PricePerMillionTokens,
        Temperature = Temperature ?? request.Temperature,
        TopP = TopP ?? request.TopP,
        TopK = TopK ?? request.TopK,
    };
}
