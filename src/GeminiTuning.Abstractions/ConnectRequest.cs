using System;
using System.Collections.Generic;
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

    /// <summary>The full path of a credential file of Google's: a service account, a user, an outside account or an impersonation.</summary>
    public string? CredentialPath { get; init; }

    /// <summary>The full path of an OAuth client's <c>client_secret.json</c> (installed application) to sign in with.</summary>
    public string? ClientSecretPath { get; init; }

    /// <summary>Whether the sign-in shows its address and takes the redirected one back, in place of opening a browser.</summary>
    public bool NoBrowser { get; init; }

    /// <summary>Whether the sign-in is also written as Application Default Credentials.</summary>
    public bool WriteApplicationDefault { get; init; }

    /// <summary>Who can be asked during the sign-in; <see langword="null"/> where nobody can.</summary>
    public ISignInInteraction? Interaction { get; init; }

    /// <summary>The OAuth scopes to ask for; <see langword="null"/> for those that the service needs.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The address of a service account to act as, by the IAM credentials service.</summary>
    public string? ImpersonateServiceAccount { get; init; }

    /// <summary>The service accounts between the credential and the impersonated one, in order (<c>delegates</c>).</summary>
    public IReadOnlyList<string>? Delegates { get; init; }

    /// <summary>The gcloud configuration that account, project and region are taken from.</summary>
    public string? GcloudConfiguration { get; init; }

    /// <summary>The name that the connection is saved under.</summary>
    public string? Name { get; init; }

    /// <summary>A saved connection to connect with; its values stand in for those of the request.</summary>
    public SavedConnection? Saved { get; init; }

    /// <summary>The Google Cloud project: the one to work in on Vertex AI, the header <c>x-goog-user-project</c> on the Gemini API.</summary>
    public string? Project { get; init; }

    /// <summary>The Google Cloud location, such as <c>us-central1</c>; Vertex AI only.</summary>
    public string? Location { get; init; }

    /// <summary>Where training data is uploaded to, <c>gs://bucket/prefix</c>; Vertex AI only.</summary>
    public string? StagingUri { get; init; }

    /// <summary>How often a request is tried again, from 0; <see langword="null"/> for the default.</summary>
    public int? MaximumRetryCount { get; init; }

    /// <summary>
    /// The longest time for a request to the service with all its attempts, up to a day; <see langword="null"/> for the
    /// default.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the endpoint is the embedded emulator.</summary>
    public bool IsEmulator { get; init; }

    /// <summary>The product token of the caller for the <c>User-Agent</c> header.</summary>
    public string? UserAgent { get; init; }

    /// <summary>What <see cref="GcloudConfiguration"/> was found to hold.</summary>
    internal GcloudConfigurationInfo? Gcloud { get; init; }

    /// <summary>Where the credential really comes from, when it stands in for a parameter.</summary>
    internal string? CredentialOrigin { get; init; }

    /// <summary>Where a value of this request comes from.</summary>
    internal string SourceOf(string parameter) => Saved == null ? "parameter -" + parameter : "saved connection '" + Saved.Name + "'";
}
