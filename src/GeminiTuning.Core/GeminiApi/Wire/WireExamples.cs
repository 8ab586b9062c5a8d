using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>TuningExamples</c>.</summary>
internal sealed class WireExamples
{
    public IEnumerable<WireExample>? Examples { get; set; }
}
