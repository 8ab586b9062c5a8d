using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>How numbers are spread.</summary>
public sealed record Distribution
{
    /// <summary>The smallest.</summary>
    public double Minimum { get; init; }

    /// <summary>The mean.</summary>
    public double Mean { get; init; }

    /// <summary>The median: half of them are not above it.</summary>
    public double P50 { get; init; }

    /// <summary>90 % of them are not above it.</summary>
    public double P90 { get; init; }

    /// <summary>95 % of them are not above it.</summary>
    public double P95 { get; init; }

    /// <summary>99 % of them are not above it.</summary>
    public double P99 { get; init; }

    /// <summary>The largest.</summary>
    public double Maximum { get; init; }

    /// <summary>Describes numbers, which it sorts; percentiles are by the nearest rank.</summary>
    /// <param name="values">The numbers, at least one.</param>
    /// <param name="factor">What each is multiplied with.</param>
    /// <returns>The distribution.</returns>
    internal static Distribution Of(List<int> values, double factor = 1)
    {
        values.Sort();
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return new Distribution
        {
            Minimum = values[0] * factor,
            Mean = sum / values.Count * factor,
            P50 = Rank(0.5),
            P90 = Rank(0.9),
            P95 = Rank(0.95),
            P99 = Rank(0.99),
            Maximum = values[values.Count - 1] * factor,
        };

        double Rank(double share) => values[Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1)] * factor;
    }

    /// <summary>The distribution in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"min {Minimum:0.#}, mean {Mean:0.#}, p50 {P50:0.#}, p90 {P90:0.#}, p95 {P95:0.#}, p99 {P99:0.#}, max {Maximum:0.#}");
}
