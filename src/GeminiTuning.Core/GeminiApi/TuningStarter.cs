using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Starts tuning, after a look at the model to be tuned, because the service's own refusals do not say why.</summary>
internal sealed class TuningStarter
{
    private readonly ModelsApi _models;
    private readonly TunedModelsApi _tunedModels;
    private readonly OperationsApi _operations;
    private readonly JobMapper _mapper;

    public TuningStarter(ModelsApi models, TunedModelsApi tunedModels, OperationsApi operations, JobMapper mapper)
    {
        _models = models;
        _tunedModels = tunedModels;
        _operations = operations;
        _mapper = mapper;
    }

    public async Task<TuningJob> StartAsync(TuningRequest request, CallOptions options)
    {
        var plan = TuningRequestRules.Plan(request);
        if (TunedModelName.IsPrefixOf(plan.BaseModel))
        {
            await CheckSourceAsync(TunedModelName.Parse(plan.BaseModel), options).ConfigureAwait(false);
        }
        else
        {
            await CheckBaseAsync(BaseModelName.Parse(plan.BaseModel), options).ConfigureAwait(false);
        }

        var wanted = CreationBody.Make(request, plan.BaseModel);
        var id = request.Id ?? NewModelId.Make(request.DisplayName);
        var operation = await _tunedModels.CreateAsync(
            wanted,
            id,
            options,
            lost => FindMadeAsync(TunedModelName.Parse(id), model => request.Id == null || IsSame(model, wanted, lost), lost.Options)).ConfigureAwait(false);
        var job = _mapper.FromOperation(operation, known: null);
        return job.BaseModel == null ? job with { BaseModel = plan.BaseModel } : job;
    }

    // Somebody else, or an earlier run, may have made another model with the id that the user gave.
    private static bool IsSame(WireTunedModel made, WireTunedModel wanted, LostAnswer lost) =>
        lost.IsNew(made.CreateTime)
        && string.Equals(made.DisplayName ?? wanted.DisplayName, wanted.DisplayName ?? made.DisplayName, StringComparison.Ordinal)
        && string.Equals(made.Description ?? string.Empty, wanted.Description ?? string.Empty, StringComparison.Ordinal)
        && string.Equals(made.TunedModelSource?.TunedModel ?? made.BaseModel, wanted.TunedModelSource?.TunedModel ?? wanted.BaseModel, StringComparison.Ordinal);

    private async Task<WireOperation?> FindMadeAsync(TunedModelName name, Func<WireTunedModel, bool> isOwn, CallOptions options)
    {
        try
        {
            var made = await _tunedModels.GetAsync(name, options).ConfigureAwait(false);
            if (!string.Equals(made.Name, name.ToString(), StringComparison.Ordinal) || !isOwn(made))
            {
                return null;
            }
        }
        catch (TuningException e) when (e.ErrorId is nameof(GeminiApiErrors.TunedModelNotFound) or nameof(GeminiApiErrors.TunedModelAccessDenied))
        {
            return null;
        }

        var operations = await _operations.ListAsync(name, options).ConfigureAwait(false);
        return JobMapper.Newest(operations)
            ?? new WireOperation { Name = name.ToString(), Metadata = new WireOperationMetadata { TunedModel = name.ToString() } };
    }

    private async Task CheckSourceAsync(TunedModelName source, CallOptions options)
    {
        var model = TunedModelMapper.Map(await _tunedModels.GetAsync(source, options).ConfigureAwait(false));
        if (model.State != TunedModelState.Active)
        {
            throw GeminiApiErrors.TunedModelNotReady(model, null);
        }
    }

    private async Task CheckBaseAsync(BaseModelName name, CallOptions options)
    {
        ServiceError? cause = null;
        try
        {
            var model = await _models.GetAsync(name, options).ConfigureAwait(false);
            if (model.Tunable)
            {
                return;
            }
        }
        catch (TuningException e) when (e.ErrorId is nameof(GeminiApiErrors.ModelNotFound))
        {
            cause = e.ServiceError;
        }

        var tunable = await TunableAsync(options).ConfigureAwait(false);
        if (tunable.Count == 0)
        {
            throw GeminiApiErrors.NoTunableModel(name.ToString());
        }

        throw cause == null
            ? GeminiApiErrors.BaseModelNotTunable(name.ToString(), tunable)
            : GeminiApiErrors.BaseModelNotFound(name.ToString(), tunable, cause);
    }

    private async Task<IReadOnlyList<string>> TunableAsync(CallOptions options)
    {
        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await _models.ListAsync(token, options).ConfigureAwait(false);
            foreach (var model in page.Items)
            {
                if (model.Tunable)
                {
                    names.Add(model.Name);
                }
            }

            token = page.NextPageToken;
        }
        while (token != null);

        return names;
    }
}
