using System;

namespace GeminiTuning;

/// <summary>
/// A file with one line of JSON for each answered prompt, which another run goes on with. A line is written as soon as its
/// answer is there, so that a process that ends at any moment loses no answer that it had.
/// </summary>
public interface IPredictionLog : IDisposable
{
    /// <summary>How many answers of earlier runs nobody has taken yet.</summary>
    int Left { get; }

    /// <summary>Takes the answer that an earlier run got to the same request; each answer is taken once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prediction">The answer.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="TuningException">The file cannot be read any more.</exception>
    bool TryTake(PredictionRequest request, out Prediction? prediction);

    /// <summary>Writes an answer as the last line.</summary>
    /// <param name="row">The number of the prompt in this run's input, from 1.</param>
    /// <param name="request">The request.</param>
    /// <param name="prediction">The answer.</param>
    /// <exception cref="TuningException">The file cannot be written.</exception>
    void Add(long row, PredictionRequest request, Prediction prediction);
}
