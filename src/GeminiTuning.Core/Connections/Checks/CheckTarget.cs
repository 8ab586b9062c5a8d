using System;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>The connection that is looked at.</summary>
/// <param name="Found">Its credential.</param>
/// <param name="Settings">How it reaches its service.</param>
/// <param name="Endpoint">The one base address for everything, if the user gave one.</param>
internal sealed record CheckTarget(FoundCredential Found, TransportSettings Settings, Uri? Endpoint)
{
    public bool HasApiKey => Found.Credential.Kind == CredentialKind.ApiKey;

    public ServiceDescription Service => Settings.Service;

    /// <summary>A way to another of Google's services.</summary>
    /// <param name="service">The service.</param>
    /// <param name="credential">What goes along instead of the connection's credential and quota project.</param>
    public ServiceTransport Open(ServiceDescription service, IRequestCredential? credential = null) => new(Settings with
    {
        Endpoint = Endpoint ?? service.DefaultEndpoint,
        Service = service,
        Credential = credential ?? Settings.Credential,
        QuotaProject = credential == null ? Settings.QuotaProject : null,
    });
}
