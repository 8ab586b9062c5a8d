using System;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>An object.</summary>
internal sealed record ObjectRecord
{
    public required string Bucket { get; init; }

    public required string Name { get; init; }

    public required long Generation { get; init; }

    public required long Metageneration { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>What clients may set.</summary>
    public required JsonValue Settings { get; init; }

    public required StoredContent Content { get; init; }

    public string Etag => WireFormat.Etag(Generation, Metageneration);

    /// <summary>A setting that is a text, if it is set.</summary>
    public string? Setting(string name) => Settings.Member(name) is { Kind: JsonKind.String } value ? value.Text : null;
}
