using System;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>The services that are asked about a connection and used for nothing else.</summary>
internal static class CheckedServices
{
    public static ServiceDescription TokenInfo { get; } = Describe("OAuth 2.0 token service", "oauth2");

    public static ServiceDescription ServiceUsage { get; } = Describe("Service Usage API", "serviceusage");

    public static ServiceDescription ResourceManager { get; } = Describe("Cloud Resource Manager API", "cloudresourcemanager");

    private static ServiceDescription Describe(string name, string host) => new()
    {
        Name = name,
        DefaultEndpoint = new Uri("https://" + host + ".googleapis.com/"),
        Scopes = ["https://www.googleapis.com/auth/cloud-platform"],
        LoginCommand = "gcloud auth application-default login",
    };
}
