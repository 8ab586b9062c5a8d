using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Storage;

/// <summary>Goes through examples some way ahead in the background, so that some are read while others are written.</summary>
internal sealed class ExamplesAhead : IEnumerable<TuningExample>
{
    private const int MostBatches = 8;
    private const int MostExamples = 128;
    private const int MostCharacters = 1 << 18;

    private readonly IEnumerable<TuningExample> _examples;

    public ExamplesAhead(IEnumerable<TuningExample> examples)
    {
        _examples = examples;
    }

    public IEnumerator<TuningExample> GetEnumerator()
    {
        using var batches = new BlockingCollection<List<TuningExample>>(MostBatches);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => Read(batches, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(CancellationToken.None))
            {
                foreach (var example in batch)
                {
                    yield return example;
                }
            }

            // Throws what the examples ended with.
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            _ = reading.Exception;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static long Characters(TuningExample example) =>
        example.TextInput.Length + example.Output.Length + (example.RejectedOutput?.Length ?? 0) + (example.Json?.Length ?? 0);

    private void Read(BlockingCollection<List<TuningExample>> batches, CancellationToken stop)
    {
        try
        {
            var batch = new List<TuningExample>(MostExamples);
            var characters = 0L;
            foreach (var example in _examples)
            {
                batch.Add(example);
                characters += Characters(example);
                if (batch.Count == MostExamples || characters > MostCharacters)
                {
                    batches.Add(batch, stop);
                    batch = new List<TuningExample>(MostExamples);
                    characters = 0;
                }
            }

            batches.Add(batch, stop);
        }
        finally
        {
            batches.CompleteAdding();
        }
    }
}
