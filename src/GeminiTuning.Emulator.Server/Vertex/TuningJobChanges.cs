using System;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The steps of a tuning job from one state to the next.</summary>
internal static class TuningJobChanges
{
    /// <summary>Lets a job run, whose dataset has been read.</summary>
    public static TuningJobRecord Start(TuningJobRecord job, string experiment, ITuningCourse course, DateTimeOffset now)
    {
        var field = TuningSpecs.FieldOf(job.Resource)!;
        var spec = job.Resource.GetMessage(field)!;
        return job with
        {
            Resource = job.Resource.Copy()
                .SetEnum("state", JobStates.Running)
                .Set("start_time", WireTime.Micros(now))
                .Set("update_time", WireTime.Micros(now))
                .Set("experiment", experiment)
                .Set("tuning_data_stats", course.Statistics)
                .Set(field, spec.Copy().Set(TuningSpecs.Hyperparameters, course.Choices.Complete(TuningSpecs.HyperparametersOf(spec)))),
        };
    }

    /// <summary>Ends a job with an error.</summary>
    public static TuningJobRecord End(TuningJobRecord job, string state, RpcCode code, string message, DateTimeOffset now)
    {
        var resource = End(job.Resource, state, now);
        var status = new Message(resource.Descriptor["error"].Message!).Set("code", (int)code).Set("message", message);
        return job with { Resource = resource.Set("error", status) };
    }

    /// <summary>The resource of a job in a final state, as a copy.</summary>
    public static Message End(Message resource, string state, DateTimeOffset now) => resource.Copy()
        .SetEnum("state", state)
        .Set("end_time", WireTime.Micros(now))
        .Set("update_time", WireTime.Micros(now));
}
