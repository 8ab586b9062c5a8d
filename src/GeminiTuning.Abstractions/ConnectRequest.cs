using System;
using System.Security;

namespace GeminiTuning;

/// <summary>How to connect. Without a credential, one is looked for as Google's own tools do.</summary>
public sealed record ConnectRequest
{
    /// <summary>The service; <see langword="null"/> for the default.</summary>
    public TuningBackend? Backend { get; init; }

    /// <summary>The base address for every Google service; <see langword="null"/> for Google's own hosts.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>An API key (header <c>x-goog-api-key</c>).</summary>
    public SecureString? ApiKey { get; init; }

    /// <summary>An OAuth 2.0 access token (header <c>Authorization: Bearer</c>).</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>The Google Cloud project: the one to work in on Vertex AI, the header <c>x-goog-user-project</c> on the Gemini API.</summary>
    public string? Project { get; init; }

    /// <summary>The Google Cloud location, such as <c>us-central1</c>; Vertex AI only.</summary>
    public string? Location { get; init; }

    /// <summary>Where training data is uploaded to, <c>gs://bucket/prefix</c>; Vertex AI only.</summary>
    public string? StagingUri { get; init; }

    /// <summary>How often a request is tried again, from 0; <see langword="null"/> for the default.</summary>
    public int? MaximumRetryCount { get; init; }

    /// <summary>Whether the endpoint is the embedded emulator.</summary>
    public bool IsEmulator { get; init; }

    /// <summary>The product token of the caller for the <c>User-Agent</c> header.</summary>
    public string? UserAgent { get; init; }
}
