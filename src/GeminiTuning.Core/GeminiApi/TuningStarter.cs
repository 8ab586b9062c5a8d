using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Starts tuning, after a look at the model to be tuned, because the service's own refusals do not say why.</summary>
internal sealed class TuningStarter
{
    private readonly ModelsApi _models;
    private readonly TunedModelsApi _tunedModels;
    private readonly JobMapper _mapper;

    public TuningStarter(ModelsApi models, TunedModelsApi tunedModels, JobMapper mapper)
    {
        _models = models;
        _tunedModels = tunedModels;
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

        var operation = await _tunedModels.CreateAsync(CreationBody.Make(request, plan.BaseModel), request.Id, options).ConfigureAwait(false);
        var job = _mapper.FromOperation(operation, known: null);
        return job.BaseModel == null ? job with { BaseModel = plan.BaseModel } : job;
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
