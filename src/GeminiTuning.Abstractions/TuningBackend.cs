namespace GeminiTuning;

/// <summary>The Google service that a connection talks to.</summary>
public enum TuningBackend
{
    /// <summary>The Gemini API (generativelanguage.googleapis.com, resource <c>tunedModels</c>).</summary>
    GeminiApi = 0,

    /// <summary>Vertex AI (aiplatform.googleapis.com, resource <c>tuningJobs</c>).</summary>
    VertexAI = 1,
}
