using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes a loss curve of the wire's snapshots.</summary>
internal static class SnapshotMapper
{
    public static IReadOnlyList<LossPoint> Map(List<WireSnapshot>? snapshots, string? tunedModel)
    {
        if (snapshots == null || snapshots.Count == 0)
        {
            return [];
        }

        var points = new LossPoint[snapshots.Count];
        var sorted = true;
        for (var i = 0; i < points.Length; i++)
        {
            var snapshot = snapshots[i];
            points[i] = new LossPoint
            {
                TunedModel = tunedModel,
                Step = snapshot.Step,
                Epoch = snapshot.Epoch,
                MeanLoss = snapshot.MeanLoss,
                ComputeTime = snapshot.ComputeTime,
            };
            sorted &= i == 0 || points[i - 1].Step <= snapshot.Step;
        }

        return sorted ? points : points.OrderBy(static point => point.Step).ToArray();
    }
}
