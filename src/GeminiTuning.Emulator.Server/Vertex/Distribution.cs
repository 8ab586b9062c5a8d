using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>How numbers of a dataset are distributed, with a histogram of six bins of which empty ones are left out.</summary>
internal static class Distribution
{
    private const int BinCount = 6;

    /// <summary>Fills a distribution message.</summary>
    /// <param name="type">The type: that of supervised tuning, whose counts are <c>double</c>, or the other.</param>
    /// <param name="values">The numbers, at least one.</param>
    /// <param name="areWhole">Whether only whole numbers occur.</param>
    public static Message Describe(MessageDescriptor type, IEnumerable<double> values, bool areWhole)
    {
        var sorted = values.OrderBy(value => value).ToList();
        var sum = sorted.Sum();
        return new Message(type)
            .Set("sum", type["sum"].Kind == FieldKind.Int64 ? (object)(long)sum : sum)
            .Set("min", sorted[0])
            .Set("max", sorted[sorted.Count - 1])
            .Set("mean", sum / sorted.Count)
            .Set("median", Percentile(sorted, 50))
            .Set("p5", Percentile(sorted, 5))
            .Set("p95", Percentile(sorted, 95))
            .Set("buckets", Bins(type["buckets"].Message!, sorted, areWhole));
    }

    private static double Percentile(List<double> sorted, int percent) =>
        sorted[Math.Max(0, (((sorted.Count * percent) + 99) / 100) - 1)];

    private static List<object> Bins(MessageDescriptor type, List<double> sorted, bool areWhole)
    {
        var least = sorted[0];
        var most = sorted[sorted.Count - 1];
        if (least == most)
        {
            return [Bin(type, sorted.Count, least, most)];
        }

        var bins = new List<object>();
        var left = least;
        for (var i = 1; i <= BinCount; i++)
        {
            var edge = least + ((most - least) * i / BinCount);
            var right = i == BinCount ? most : areWhole ? Math.Floor(edge) : edge;
            var from = left;
            var count = sorted.Count(value => value >= from && (value < right || (value == right && (areWhole || right == most))));
            if (count > 0)
            {
                bins.Add(Bin(type, count, left, right));
            }

            left = areWhole ? right + 1 : right;
        }

        return bins;
    }

    private static Message Bin(MessageDescriptor type, int count, double left, double right) => new Message(type)
        .Set("count", type["count"].Kind == FieldKind.Int64 ? (object)(long)count : (double)count)
        .Set("left", left)
        .Set("right", right);
}
