using System;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>The IAM credentials service's own constants.</summary>
internal static class IamCredentialsService
{
    public static ServiceDescription Description { get; } = new()
    {
        Name = "IAM Service Account Credentials API",
        DefaultEndpoint = new Uri("https://iamcredentials.googleapis.com/"),
        Scopes = ["https://www.googleapis.com/auth/cloud-platform"],
        LoginCommand = "gcloud auth application-default login",
    };
}
