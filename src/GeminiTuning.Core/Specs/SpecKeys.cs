using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Specs;

/// <summary>The keys of a spec. The schema for editors, tuning.schema.json, has the same.</summary>
internal static class SpecKeys
{
    public const string Hyperparameters = "hyperparameters";
    public const string Sweep = "sweep";
    public const string TrainingData = "trainingData";
    public const string ValidationData = "validationData";
    public const string BaseModel = "baseModel";
    public const string Backend = "backend";

    /// <summary>The keys of the spec itself, in the order in which they are written.</summary>
    public static IReadOnlyList<SpecKey> Root { get; } =
    [
        new("$schema", SpecKind.Text),
        new(Backend, SpecKind.Choice, nameof(TuningBackend.GeminiApi), nameof(TuningBackend.VertexAI)),
        new("project", SpecKind.Text),
        new("location", SpecKind.Text),
        new(BaseModel, SpecKind.Text),
        new("checkpointId", SpecKind.Text),
        new("method", SpecKind.Choice, nameof(TuningMethod.Supervised), nameof(TuningMethod.Preference)),
        new(TrainingData, SpecKind.Paths),
        new(ValidationData, SpecKind.Paths),
        new("inputProperty", SpecKind.Text),
        new("outputProperty", SpecKind.Text),
        new("id", SpecKind.Text),
        new("displayName", SpecKind.Text),
        new("description", SpecKind.Text),
        new("labels", SpecKind.Labels),
        new(Hyperparameters, SpecKind.Hyperparameters),
        new("exportLastCheckpointOnly", SpecKind.Flag),
        new("kmsKeyName", SpecKind.Text),
        new("serviceAccount", SpecKind.Text),
        new("temperature", SpecKind.Share),
        new("topP", SpecKind.Share),
        new("topK", SpecKind.Count),
        new(Sweep, SpecKind.Sweep),
    ];

    /// <summary>The keys of <c>hyperparameters</c>; those of <c>sweep</c> are the same, with lists.</summary>
    public static IReadOnlyList<SpecKey> Tuning { get; } =
    [
        new("epochCount", SpecKind.Count),
        new("batchSize", SpecKind.Count),
        new("learningRate", SpecKind.Positive),
        new("learningRateMultiplier", SpecKind.Positive),
        new("adapterSize", SpecKind.Size, "1", "2", "4", "8", "16", "32"),
    ];

    public static SpecKey? Find(IReadOnlyList<SpecKey> keys, string name) =>
        keys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.Ordinal));
}
