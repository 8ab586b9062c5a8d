namespace GeminiTuning.Emulator.Vertex;

/// <summary>A record of a <see cref="Table{T}"/>.</summary>
internal interface ITableRecord
{
    string Name { get; }

    /// <summary>The place in the order of creation.</summary>
    long Sequence { get; }
}
