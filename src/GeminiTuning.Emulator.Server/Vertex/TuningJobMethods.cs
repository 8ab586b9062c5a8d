using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods of tuning jobs.</summary>
internal sealed class TuningJobMethods(VertexStore store, TuningJobCreation creation, TuningJobRuns runs, int? quota)
{
    private const string Service = "GenAiTuningService.";

    public void AddTo(VertexMethods methods)
    {
        methods.Add(Service + "CreateTuningJob", CreateAsync);
        methods.Add(Service + "GetTuningJob", Get);
        methods.Add(Service + "ListTuningJobs", List);
        methods.Add(Service + "CancelTuningJob", CancelAsync);
        methods.Add(Service + "RebaseTunedModel", Rebase);
    }

    private async Task<Message> CreateAsync(ApiCall call)
    {
        var (job, order) = creation.Plan(call);
        if (store.Jobs.All().Count(static one => !one.IsOver) >= quota)
        {
            throw new ApiException(
                RpcCode.ResourceExhausted,
                "The following quota metrics exceed quota limits: aiplatform.googleapis.com/global_concurrent_tuning_jobs");
        }

        store.Jobs.Put(job);
        await store.SaveAsync().ConfigureAwait(false);
        runs.Begin(order);
        return job.Resource;
    }

    private Message Get(ApiCall call) => Require(call).Resource;

    private Message List(ApiCall call)
    {
        var location = VertexNames.Canonical(call.Request.GetString("parent"));
        var filter = new ListFilter(call, call.Method.Output["tuning_jobs"].Message!);
        return Listing.Answer(call, "tuning_jobs", location, store.Jobs.All()
            .Where(job => VertexNames.IsIn(job.Name, location) && filter.Matches(job.Resource))
            .Select(job => new KeyValuePair<long, Message>(job.Sequence, job.Resource)));
    }

    private async Task<Message> CancelAsync(ApiCall call)
    {
        // Cancelling is a best effort: of a job that is over, nothing is left to cancel.
        if (runs.Cancel(Require(call).Name))
        {
            await store.SaveAsync().ConfigureAwait(false);
        }

        return new Message(call.Method.Output);
    }

    private static Message Rebase(ApiCall call) => throw new ApiException(
        RpcCode.Unimplemented, $"The emulator does not rebase tuned models. Tune a model of {VertexNames.Canonical(call.Request.GetString("parent"))} again instead.");

    private TuningJobRecord Require(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        return store.Jobs.Find(name) ?? throw ModelLookup.NotFound("TuningJob", name);
    }
}
