using System;

namespace GeminiTuning;

/// <summary>
/// Writes training data to a temporary file, which takes the target's place once all is written. Disposed before that, it
/// leaves the target as it was.
/// </summary>
public interface ITrainingDataWriter : IDisposable
{
    /// <summary>Writes one row.</summary>
    /// <param name="example">The row.</param>
    /// <exception cref="TuningException">The service or the format cannot take the row, or the file cannot be written.</exception>
    void Write(TuningExample example);

    /// <summary>Puts the file into its place.</summary>
    /// <exception cref="TuningException">There was no row, or the file cannot be written.</exception>
    void Complete();
}
