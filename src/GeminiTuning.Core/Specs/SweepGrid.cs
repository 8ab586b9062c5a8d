using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Core.Specs;

/// <summary>The points of a sweep: every value of one hyperparameter with every value of the others.</summary>
internal static class SweepGrid
{
    public const int Most = 100;
    private const int MostDefaultNameCharacters = 40;

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["epochCount"] = "e",
        ["batchSize"] = "b",
        ["learningRate"] = "r",
        ["learningRateMultiplier"] = "m",
        ["adapterSize"] = "a",
    };

    /// <summary>The points in the order of the file: the values of the last key change from one to the next.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object>> Points(SpecContent content)
    {
        var count = content.Sweep.Aggregate(1L, static (product, swept) => Math.Min(int.MaxValue, product * swept.Values.Count));
        if (count > Most)
        {
            throw SpecErrors.SpecSweepTooLarge(content.SweepPlace, count, Most);
        }

        IEnumerable<Dictionary<string, object>> points = [new Dictionary<string, object>(StringComparer.Ordinal)];
        foreach (var (name, values) in content.Sweep)
        {
            points = points.SelectMany(point => values.Select(value => new Dictionary<string, object>(point, StringComparer.Ordinal) { [name] = value }));
        }

        return points.ToList();
    }

    public static TuningRequest Apply(TuningRequest request, IReadOnlyDictionary<string, object> point, string defaultName)
    {
        if (point.Count == 0)
        {
            return request;
        }

        foreach (var pair in point)
        {
            request = Set(request, pair.Key, pair.Value);
        }

        var marks = string.Join("-", point.Select(static pair => Signs[pair.Key] + Convert.ToString(pair.Value, CultureInfo.InvariantCulture)));
        var room = Math.Max(1, MostDefaultNameCharacters - marks.Length - 1);
        return request with
        {
            // An id has no capital letters, dots and plus signs.
            Id = request.Id == null ? null : request.Id + "-" + marks.ToLowerInvariant().Replace('.', '-').Replace("+", string.Empty),
            DisplayName = (request.DisplayName ?? (defaultName.Length > room ? defaultName.Substring(0, room) : defaultName)) + " " + marks,
        };
    }

    /// <summary>The value that a request has for a hyperparameter.</summary>
    public static object? Get(TuningRequest request, string name) => name switch
    {
        "epochCount" => request.EpochCount,
        "batchSize" => request.BatchSize,
        "learningRate" => request.LearningRate,
        "learningRateMultiplier" => request.LearningRateMultiplier,
        "adapterSize" => request.AdapterSize,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static TuningRequest Set(TuningRequest request, string name, object value) => name switch
    {
        "epochCount" => request with { EpochCount = (int)value },
        "batchSize" => request with { BatchSize = (int)value },
        "learningRate" => request with { LearningRate = (double)value },
        "learningRateMultiplier" => request with { LearningRateMultiplier = (double)value },
        "adapterSize" => request with { AdapterSize = (int)value },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
