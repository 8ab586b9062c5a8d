using System;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Storage;

/// <summary>Cloud Storage's own constants.</summary>
internal static class StorageService
{
    public static ServiceDescription Description { get; } = new()
    {
        Name = "Cloud Storage API",
        DefaultEndpoint = new Uri("https://storage.googleapis.com/"),
        Scopes = ["https://www.googleapis.com/auth/cloud-platform"],
        LoginCommand = "gcloud auth application-default login",
    };
}
