using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The curves of a job. They only grow, and may be read while they do.</summary>
internal sealed class LossCurves
{
    private readonly object _gate = new();
    private readonly List<string> _metrics = [];
    private readonly Dictionary<string, List<LossPointRecord>> _points = new(StringComparer.Ordinal);

    public void Append(string metric, LossPointRecord point)
    {
        lock (_gate)
        {
            if (!_points.TryGetValue(metric, out var points))
            {
                points = [];
                _points.Add(metric, points);
                _metrics.Add(metric);
            }

            points.Add(point);
        }
    }

    /// <summary>The curves in the order in which they began.</summary>
    public IReadOnlyList<LossCurve> Snapshot()
    {
        lock (_gate)
        {
            return [.. _metrics.Select(metric => new LossCurve(metric, [.. _points[metric]]))];
        }
    }
}
