using System;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Writes rows in one format.</summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>What the format cannot hold of a row, or <see langword="null"/>.</summary>
    string? Problem(TuningExample example);

    void Write(TuningExample example);

    /// <summary>Writes what follows the last row.</summary>
    void Finish();
}
