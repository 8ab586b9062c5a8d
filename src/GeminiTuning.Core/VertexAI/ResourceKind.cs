namespace GeminiTuning.Core.VertexAI;

/// <summary>What a name stands for.</summary>
internal enum ResourceKind
{
    /// <summary>A number without more: a job's, an endpoint's or a model's.</summary>
    Number,

    TuningJob,

    /// <summary>A model of the registry.</summary>
    Model,

    Endpoint,

    /// <summary>A base model.</summary>
    PublisherModel,
}
