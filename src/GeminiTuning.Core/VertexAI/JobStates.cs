using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI;

/// <summary>What the service's words for a job's state mean, by name and by number.</summary>
internal static class JobStates
{
    private static readonly Dictionary<string, TuningJobState> Table = MakeTable();

    /// <summary>The state; a word that is not in the table is a state of tomorrow, in which the job is not finished.</summary>
    public static TuningJobState Of(string? word) => word != null && Table.TryGetValue(word, out var state) ? state : TuningJobState.Unspecified;

    private static Dictionary<string, TuningJobState> MakeTable()
    {
        var table = new Dictionary<string, TuningJobState>(StringComparer.Ordinal);
        Add("JOB_STATE_UNSPECIFIED", "0", TuningJobState.Unspecified);
        Add("JOB_STATE_QUEUED", "1", TuningJobState.Queued);
        Add("JOB_STATE_PENDING", "2", TuningJobState.Pending);
        Add("JOB_STATE_RUNNING", "3", TuningJobState.Running);
        Add("JOB_STATE_SUCCEEDED", "4", TuningJobState.Succeeded);
        Add("JOB_STATE_FAILED", "5", TuningJobState.Failed);
        Add("JOB_STATE_CANCELLING", "6", TuningJobState.Cancelling);
        Add("JOB_STATE_CANCELLED", "7", TuningJobState.Cancelled);
        Add("JOB_STATE_PAUSED", "8", TuningJobState.Paused);
        Add("JOB_STATE_EXPIRED", "9", TuningJobState.Expired);
        Add("JOB_STATE_UPDATING", "10", TuningJobState.Updating);
        Add("JOB_STATE_PARTIALLY_SUCCEEDED", "11", TuningJobState.PartiallySucceeded);
        return table;

        void Add(string word, string number, TuningJobState state)
        {
            table.Add(word, state);
            table.Add(number, state);
        }
    }
}
