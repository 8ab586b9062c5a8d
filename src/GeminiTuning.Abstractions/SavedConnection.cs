using System;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>A connection that was saved under a name: where it goes and where its credential is found, and no secret.</summary>
public sealed record SavedConnection
{
    /// <summary>The name, in which upper and lower case are the same.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the session is connected with it.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>The service.</summary>
    public TuningBackend Backend { get; init; }

    /// <summary>The base address that was given; <see langword="null"/> for Google's own hosts.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The kind of place in which the credential is found.</summary>
    public SavedCredential Credential { get; init; }

    /// <summary>The file's path or the environment variable's name; <see langword="null"/> where <see cref="Credential"/> says all.</summary>
    public string? CredentialSource { get; init; }

    /// <summary>The OAuth scopes that were given.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The service account to act as, if one was given.</summary>
    public string? ImpersonateServiceAccount { get; init; }

    /// <summary>The service accounts between the credential and the impersonated one.</summary>
    public IReadOnlyList<string>? Delegates { get; init; }

    /// <summary>The gcloud configuration that was given.</summary>
    public string? GcloudConfiguration { get; init; }

    /// <summary>The project that was connected to.</summary>
    public string? Project { get; init; }

    /// <summary>The location that was connected to; Vertex AI only.</summary>
    public string? Location { get; init; }

    /// <summary>Where training data is uploaded to, <c>gs://bucket/prefix</c>.</summary>
    public string? StagingUri { get; init; }

    /// <summary>How often a request is tried again, where that was given.</summary>
    public int? MaximumRetryCount { get; init; }

    /// <summary>The longest time for a request with all its attempts, where that was given.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
