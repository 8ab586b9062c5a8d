using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>Measures two things in turn, so that a machine whose speed drifts does so for both.</summary>
internal sealed class Pairs
{
    private readonly List<(double Ours, double Yardstick)> _pairs = [];

    /// <summary>Runs both once to warm up and then the given number of times, changing who goes first.</summary>
    public static async Task<Pairs> MeasureAsync(int count, Func<Task<double>> ours, Func<Task<double>> yardstick)
    {
        var pairs = new Pairs();
        await ours();
        await yardstick();
        for (int i = 0; i < count; i++)
        {
            if (i % 2 == 0)
            {
                double first = await ours();
                pairs._pairs.Add((first, await yardstick()));
            }
            else
            {
                double first = await yardstick();
                pairs._pairs.Add((await ours(), first));
            }
        }

        return pairs;
    }

    /// <summary>Adds a pair that was measured elsewhere.</summary>
    public void Add(double ours, double yardstick) => _pairs.Add((ours, yardstick));

    /// <summary>Writes a row of the table with the difference in place of the ratio.</summary>
    public void WriteDifference(string what, string unit, string target) => Console.WriteLine(string.Format(
        CultureInfo.InvariantCulture,
        "| {0} | {1:0.0} {2} | {3:0.0} {2} | {4:+0.0;-0.0} {2} | {5} |",
        what,
        Median(_pairs.Select(static p => p.Ours)),
        unit,
        Median(_pairs.Select(static p => p.Yardstick)),
        Median(_pairs.Select(static p => p.Ours - p.Yardstick)),
        target));

    /// <summary>Writes a row of the table.</summary>
    public void Write(string what, string unit, string target) => Console.WriteLine(string.Format(
        CultureInfo.InvariantCulture,
        "| {0} | {1:0.0} {2} | {3:0.0} {2} | {4:0.00} | {5} |",
        what,
        Median(_pairs.Select(static p => p.Ours)),
        unit,
        Median(_pairs.Select(static p => p.Yardstick)),
        Median(_pairs.Select(static p => p.Ours / p.Yardstick)),
        target));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
