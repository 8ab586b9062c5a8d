using System;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Vertex AI's own constants.</summary>
internal static class VertexService
{
    public const string DefaultLocation = "us-central1";

    public static ServiceDescription Description { get; } = new()
    {
        Name = "Vertex AI API",
        DefaultEndpoint = new Uri("https://" + DefaultLocation + "-aiplatform.googleapis.com/"),
        Scopes = ["https://www.googleapis.com/auth/cloud-platform"],
        LoginCommand = "gcloud auth application-default login",
    };
}
