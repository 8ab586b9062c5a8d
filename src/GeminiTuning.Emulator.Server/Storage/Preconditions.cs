using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The conditions under which a request is to be done.</summary>
internal sealed class Preconditions
{
    /// <summary>The query parameters of requests that read or change an object.</summary>
    public static readonly IReadOnlyList<string> Parameters =
        ["ifGenerationMatch", "ifGenerationNotMatch", "ifMetagenerationMatch", "ifMetagenerationNotMatch"];

    /// <summary>The query parameters of requests that read another object.</summary>
    public static readonly IReadOnlyList<string> SourceParameters =
        ["ifSourceGenerationMatch", "ifSourceGenerationNotMatch", "ifSourceMetagenerationMatch", "ifSourceMetagenerationNotMatch", "sourceGeneration"];

    private readonly long? _generation;
    private readonly long? _notGeneration;
    private readonly long? _metageneration;
    private readonly long? _notMetageneration;

    /// <summary>Reads the conditions of a request.</summary>
    /// <param name="query">The query.</param>
    /// <param name="prefix"><c>if</c>, or <c>ifSource</c> for those of the object that is copied.</param>
    public Preconditions(StorageQuery query, string prefix = "if")
    {
        _generation = query.Int64(prefix + "GenerationMatch");
        _notGeneration = query.Int64(prefix + "GenerationNotMatch");
        _metageneration = query.Int64(prefix + "MetagenerationMatch");
        _notMetageneration = query.Int64(prefix + "MetagenerationNotMatch");
    }

    /// <summary>The generation that an object that is composed of has to have.</summary>
    public Preconditions(long? generation) => _generation = generation;

    /// <summary>The entity tags of which the object must have one.</summary>
    public string? EtagMatch { get; init; }

    /// <summary>The entity tags of which the object must have none.</summary>
    public string? EtagNoneMatch { get; init; }

    /// <summary>Checks what is there before it is changed or replaced.</summary>
    /// <param name="current">The object, or <see langword="null"/> where there is none.</param>
    public void CheckWrite(ObjectRecord? current) =>
        Check(current?.Generation ?? 0, current?.Metageneration, current?.Etag, (condition, _) => StorageErrors.ConditionNotMet(condition));

    /// <summary>Checks what is there before it is read; what the client has already is not sent again.</summary>
    public void CheckRead(ObjectRecord current) =>
        Check(current.Generation, current.Metageneration, current.Etag, NotModifiedOr412);

    /// <summary>Checks a bucket before it is read, changed or deleted.</summary>
    public void Check(BucketRecord bucket, bool isRead)
    {
        var etag = WireFormat.Etag(bucket.Metageneration);
        if (isRead)
        {
            Check(generation: null, bucket.Metageneration, etag, NotModifiedOr412);
        }
        else
        {
            Check(generation: null, bucket.Metageneration, etag, (condition, _) => StorageErrors.ConditionNotMet(condition));
        }
    }

    private void Check(long? generation, long? metageneration, string? etag, Func<string, bool, StorageException> fail)
    {
        Require(_generation is null || _generation == generation, "If-Match", isNegative: false);
        Require(_metageneration is null || _metageneration == metageneration, "If-Match", isNegative: false);
        Require(EtagMatch is null || Names(EtagMatch, etag), "If-Match", isNegative: false);
        Require(_notGeneration is null || _notGeneration != generation, "If-None-Match", isNegative: true);
        Require(_notMetageneration is null || _notMetageneration != metageneration, "If-None-Match", isNegative: true);
        Require(EtagNoneMatch is null || !Names(EtagNoneMatch, etag), "If-None-Match", isNegative: true);

        void Require(bool kept, string condition, bool isNegative)
        {
            if (!kept)
            {
                throw fail(condition, isNegative);
            }
        }
    }

    private static StorageException NotModifiedOr412(string condition, bool isNegative) =>
        isNegative ? new StorageException(304, "notModified", "Not Modified") : StorageErrors.ConditionNotMet(condition);

    private static bool Names(string tags, string? etag) =>
        etag is not null && tags.Split(',').Select(tag => tag.Trim().Trim('"')).Any(tag => tag is "*" || string.Equals(tag, etag, StringComparison.Ordinal));
}
