using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>What the service's words for a tuned model's state mean, by name and by number.</summary>
internal static class TunedModelStates
{
    private static readonly Dictionary<string, (TunedModelState Model, TuningJobState Job)> Table = new(StringComparer.Ordinal)
    {
        ["CREATING"] = (TunedModelState.Creating, TuningJobState.Running),
        ["1"] = (TunedModelState.Creating, TuningJobState.Running),
        ["ACTIVE"] = (TunedModelState.Active, TuningJobState.Succeeded),
        ["2"] = (TunedModelState.Active, TuningJobState.Succeeded),
        ["FAILED"] = (TunedModelState.Failed, TuningJobState.Failed),
        ["3"] = (TunedModelState.Failed, TuningJobState.Failed),
    };

    public static TunedModelState OfModel(string? word) =>
        word != null && Table.TryGetValue(word, out var states) ? states.Model : TunedModelState.Unspecified;

    /// <summary>The state of the job behind a model in this state.</summary>
    public static TuningJobState OfJob(string? word) =>
        word != null && Table.TryGetValue(word, out var states) ? states.Job : TuningJobState.Unspecified;
}
