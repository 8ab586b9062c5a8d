using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>google.longrunning.ListOperationsResponse</c>.</summary>
internal sealed class WireOperationList
{
    public List<WireOperation>? Operations { get; set; }

    public string? NextPageToken { get; set; }
}
