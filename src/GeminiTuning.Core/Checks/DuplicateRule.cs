using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>No row should be there twice, and no prompt with two answers.</summary>
internal sealed class DuplicateRule : TrainingRule
{
    private readonly RowTable _rows = new();
    private readonly PlaceBook _places = new();

    /// <summary>Gets ready for a row that is checked soon.</summary>
    public void Expect(RowReport row) => _rows.Expect(row.InputKey);

    public override void Check(RowReport row)
    {
        var output = (uint)row.OutputHash;
        var place = _places.Add(row.Place);
        if (!_rows.TryFind(row.InputKey, output, place, out var first))
        {
            return;
        }

        // A second answer is kept under a key of its own, so that the same pair is seen again.
        if (first.Output == output)
        {
            row.Add(TrainingRuleIds.Duplicate, 0, "the row is the same as " + _places[first.Place]);
        }
        else if (_rows.TryFind(row.InputKey ^ row.OutputHash, output, place, out var second))
        {
            row.Add(TrainingRuleIds.Duplicate, 0, "the row is the same as " + _places[second.Place]);
        }
        else
        {
            row.Add(TrainingRuleIds.ConflictingOutput, 0, "the same prompt has another answer in " + _places[first.Place]);
        }
    }
}
