using System;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>A connection, as <c>Connect-GeminiTuning</c> made it. It holds no secret that can be read from it.</summary>
public sealed class TuningContext
{
    internal TuningContext(ITuningBackend client, IConnectionChecks checks)
    {
        Client = client;
        Checks = checks;
    }

    /// <summary>The name that the connection is saved under; <see langword="null"/> if it is not.</summary>
    public string? Name { get; internal set; }

    /// <summary>The service.</summary>
    public TuningBackend Backend => Client.Kind;

    /// <summary>The base address that requests go to.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Whether the endpoint is the embedded emulator.</summary>
    public bool IsEmulator { get; init; }

    /// <summary>The kind of credential in use, such as <c>API key</c> or <c>Application Default Credentials</c>.</summary>
    public required string Credential { get; init; }

    /// <summary>Where the credential came from: a parameter, an environment variable's name, a file.</summary>
    public required string CredentialSource { get; init; }

    /// <summary>Who the credential stands for, such as a service account's address, where it says so.</summary>
    public string? Account { get; init; }

    /// <summary>The project: on Vertex AI the one that is worked in, on the Gemini API the one that quota is counted against, if one is set.</summary>
    public string? Project { get; init; }

    /// <summary>Where <see cref="Project"/> came from.</summary>
    public string? ProjectSource { get; init; }

    /// <summary>The location that is worked in; <see langword="null"/> on the Gemini API.</summary>
    public string? Location { get; init; }

    /// <summary>Where <see cref="Location"/> came from.</summary>
    public string? LocationSource { get; init; }

    /// <summary>Where training data is uploaded to, <c>gs://bucket/prefix</c>, if it is set.</summary>
    public string? StagingUri { get; init; }

    /// <summary>How often a request is tried again.</summary>
    public int MaximumRetryCount { get; init; }

    /// <summary>The longest time for a request with all its attempts and the pauses between them.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The service and its address.</summary>
    /// <returns>A text such as <c>GeminiApi at https://generativelanguage.googleapis.com/</c>.</returns>
    public override string ToString() => Backend + " at " + Endpoint;

    internal ITuningBackend Client { get; }

    internal IConnectionChecks Checks { get; }

    /// <summary>Revokes the sign-in and deletes what is kept of it; <see langword="null"/> where nothing is kept.</summary>
    internal Func<CallOptions, Task>? Forget { get; init; }

    internal bool IsClosed { get; private set; }

    internal void Close()
    {
        IsClosed = true;
        Client.Dispose();
    }
}
