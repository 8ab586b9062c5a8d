using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>ListTuningJobsResponse</c>.</summary>
internal sealed class WireTuningJobList
{
    public List<WireTuningJob>? TuningJobs { get; set; }

    public string? NextPageToken { get; set; }
}
