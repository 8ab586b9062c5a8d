using System;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>The Gemini API's own constants.</summary>
internal static class GeminiApiService
{
    public static ServiceDescription Description { get; } = new()
    {
        Name = "Gemini API",
        DefaultEndpoint = new Uri("https://generativelanguage.googleapis.com/"),
        Scopes =
        [
            "https://www.googleapis.com/auth/cloud-platform",
            "https://www.googleapis.com/auth/generative-language.tuning",
        ],
        LoginCommand = "gcloud auth application-default login --client-id-file client_secret.json "
            + "--scopes=https://www.googleapis.com/auth/cloud-platform,https://www.googleapis.com/auth/generative-language.tuning",
    };
}
