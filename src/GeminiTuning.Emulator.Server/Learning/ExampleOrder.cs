namespace GeminiTuning.Emulator.Learning;

/// <summary>The order in which examples come: in each epoch another one, drawn from the seed.</summary>
internal sealed class ExampleOrder(int count, int seed)
{
    private readonly int[] _order = new int[count];
    private int _orderedEpoch = -1;

    /// <summary>The example at a place, counted over all epochs.</summary>
    public int At(long index)
    {
        var epoch = (int)(index / _order.Length);
        if (epoch != _orderedEpoch)
        {
            _orderedEpoch = epoch;
            for (var i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }

            new SeededRandom(SeededRandom.Hash($"{seed}/{epoch}")).Shuffle(_order);
        }

        return _order[index % _order.Length];
    }
}
