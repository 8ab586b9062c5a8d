using System;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A bucket.</summary>
internal sealed record BucketRecord
{
    public required string Name { get; init; }

    public required string Project { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required long Metageneration { get; init; }

    /// <summary>What clients may set.</summary>
    public required JsonValue Settings { get; init; }
}
