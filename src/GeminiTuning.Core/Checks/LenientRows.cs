using System;
using System.Collections.Generic;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Reads a file past what is wrong in it, as far as its format lets it.</summary>
internal static class LenientRows
{
    public static IEnumerable<ExampleRow> Of(TrainingFile file, Action<TuningException> onFault)
    {
        using var rows = file.Rows(onFault).GetEnumerator();
        while (Next(rows, onFault))
        {
            yield return rows.Current;
        }
    }

    // A file without rows is for the rule of amounts.
    private static bool Next(IEnumerator<ExampleRow> rows, Action<TuningException> onFault)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (TuningException fault) when (fault.Kind == TuningErrorKind.InvalidData)
        {
            if (fault.ErrorId is not nameof(DatasetErrors.TrainingDataEmpty))
            {
                onFault(fault);
            }

            return false;
        }
    }
}
