using System.Collections.Generic;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A bucket and what is in it.</summary>
internal sealed class StoredBucket(BucketRecord record)
{
    public BucketRecord Record { get; set; } = record;

    public SortedDictionary<string, ObjectRecord> Objects { get; } = new(ObjectNameComparer.Instance);
}
