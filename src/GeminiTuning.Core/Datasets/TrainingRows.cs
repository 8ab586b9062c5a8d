using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Datasets;

/// <summary>Goes through training data by row, wherever it comes from.</summary>
internal static class TrainingRows
{
    public static IEnumerable<ExampleRow> Of(IEnumerable<TuningExample> examples) => examples is ITrainingRows rows
        ? rows.Rows()
        : Each(examples);

    private static IEnumerable<ExampleRow> Each(IEnumerable<TuningExample> examples)
    {
        var row = new ExampleRow();
        return examples.Select(row.Set);
    }
}
