using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Starts tuning: finds what is to be tuned, uploads the examples, makes the job.</summary>
internal sealed class VertexTuningStarter
{
    private readonly VertexTuningRules _rules;
    private readonly string? _stagingUri;
    private readonly TuningJobsApi _jobs;
    private readonly EndpointsApi _endpoints;
    private readonly ResourceFinder _finder;
    private readonly JobCreator _creator;
    private readonly VertexJobMapper _mapper;
    private readonly ITrainingDataUploader _uploader;

    public VertexTuningStarter(
        VertexTuningRules rules,
        string? stagingUri,
        TuningJobsApi jobs,
        EndpointsApi endpoints,
        ResourceFinder finder,
        JobCreator creator,
        VertexJobMapper mapper,
        ITrainingDataUploader uploader)
    {
        _rules = rules;
        _stagingUri = stagingUri;
        _jobs = jobs;
        _endpoints = endpoints;
        _finder = finder;
        _creator = creator;
        _mapper = mapper;
        _uploader = uploader;
    }

    public async Task<TuningJob> StartAsync(TuningRequest request, CallOptions options)
    {
        var plan = _rules.Plan(request);
        var source = await _finder.SettleAsync(_finder.Parse(plan.BaseModel), options).ConfigureAwait(false);
        var preTuned = await PreTunedAsync(source, request.CheckpointId, options).ConfigureAwait(false);
        var method = request.Method ?? TuningMethod.Supervised;
        var training = request.TrainingDataUri ?? await UploadAsync(request.TrainingData, method, options).ConfigureAwait(false);
        var validation = request.ValidationDataUri
            ?? (request.ValidationData == null ? null : await UploadAsync(request.ValidationData, method, options).ConfigureAwait(false));

        var spec = Spec(request, training, validation);
        var wire = new WireTuningJob
        {
            TunedModelDisplayName = request.DisplayName,
            Description = request.Description,
            BaseModel = preTuned == null ? VertexTuningRules.BaseModelOf(source) : null,
            PreTunedModel = preTuned,
            SupervisedTuningSpec = method == TuningMethod.Supervised ? spec : null,
            PreferenceOptimizationSpec = method == TuningMethod.Preference ? spec : null,
            Labels = request.Labels?.ToDictionary(static label => label.Key, static label => label.Value, System.StringComparer.Ordinal),
            EncryptionSpec = request.KmsKeyName == null ? null : new WireEncryptionSpec { KmsKeyName = request.KmsKeyName },
            ServiceAccount = request.ServiceAccount,
        };
        var answer = await _creator.CreateAsync(wire, options).ConfigureAwait(false);
        var job = _mapper.Map(answer);
        return job.BaseModel == null ? job with { BaseModel = wire.BaseModel ?? preTuned?.TunedModelName } : job;
    }

    private static WireTuningSpec Spec(TuningRequest request, string training, string? validation) => new()
    {
        TrainingDatasetUri = training,
        ValidationDatasetUri = validation,
        ExportLastCheckpointOnly = request.ExportLastCheckpointOnly,

        // Left out altogether where the service's defaults are wanted.
        HyperParameters = request is { EpochCount: null, LearningRateMultiplier: null, AdapterSize: null }
            ? null
            : new WireHyperParameters
            {
                EpochCount = request.EpochCount,
                LearningRateMultiplier = request.LearningRateMultiplier,
                AdapterSize = request.AdapterSize is { } size ? AdapterSizes.WordOf(size) : null,
            },
    };

    private Task<string> UploadAsync(IEnumerable<TuningExample> examples, TuningMethod method, CallOptions options) =>
        _uploader.UploadAsync(examples, method, _stagingUri ?? throw VertexErrors.StagingUriMissing(), options);

    /// <summary>The tuned model to tune on from; <see langword="null"/> for a base model.</summary>
    private async Task<WirePreTunedModel?> PreTunedAsync(VertexName source, string? checkpointId, CallOptions options)
    {
        switch (source.Kind)
        {
            case ResourceKind.PublisherModel:
                return checkpointId == null ? null : throw VertexErrors.CheckpointWithoutTunedModel(source.ToString());
            case ResourceKind.TuningJob:
                var job = await _jobs.GetAsync(source, options).ConfigureAwait(false);
                return new WirePreTunedModel
                {
                    TunedModelName = job.TunedModel?.Model ?? throw VertexErrors.TunedModelMissing(_mapper.Map(job)),
                    CheckpointId = checkpointId,
                };
            case ResourceKind.Endpoint:
                // A checkpoint has an endpoint of its own, which says whose it is.
                var endpoint = await _endpoints.GetAsync(source, options).ConfigureAwait(false);
                var deployed = endpoint.DeployedModels?.FirstOrDefault(static one => one.Model != null)
                    ?? throw VertexErrors.EndpointEmpty(source.ToString());
                return new WirePreTunedModel
                {
                    TunedModelName = ResourceFinder.NameOf(deployed)?.ToString() ?? deployed.Model,
                    CheckpointId = checkpointId ?? deployed.CheckpointId,
                };
            default:
                return new WirePreTunedModel { TunedModelName = source.ToString(), CheckpointId = checkpointId };
        }
    }
}
