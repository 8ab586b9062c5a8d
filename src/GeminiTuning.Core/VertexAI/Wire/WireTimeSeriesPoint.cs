using System;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>TimeSeriesDataPoint</c>; a step and a value of 0 are left out on the wire.</summary>
internal sealed class WireTimeSeriesPoint
{
    public long Step { get; set; }

    public DateTimeOffset? WallTime { get; set; }

    public WireScalar? Scalar { get; set; }
}
