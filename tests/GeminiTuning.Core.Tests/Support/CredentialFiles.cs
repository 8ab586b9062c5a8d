using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>Credential files of every type in a folder of their own.</summary>
internal sealed class CredentialFiles : IDisposable
{
    public const string Robot = "robot@p.iam.gserviceaccount.com";
    public const string Target = "tuner@p.iam.gserviceaccount.com";
    public const string Someone = "someone@example.com";

    private static readonly Lazy<string> Key = new(static () =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    public string Folder { get; } = Directory.CreateTempSubdirectory("credentials").FullName;

    public static Dictionary<string, object> User() => new(StringComparer.Ordinal)
    {
        ["type"] = "authorized_user",
        ["client_id"] = "1.apps.googleusercontent.com",
        ["client_secret"] = "canary-client-secret",
        ["refresh_token"] = "canary-refresh-token",
        ["account"] = Someone,
        ["quota_project_id"] = "quota-1",
    };

    public static Dictionary<string, object> ServiceAccount() => new(StringComparer.Ordinal)
    {
        ["type"] = "service_account",
        ["project_id"] = "p",
        ["private_key_id"] = "1",
        ["private_key"] = Key.Value,
        ["client_email"] = Robot,
        ["token_uri"] = "https://oauth2.googleapis.com/token",
    };

    public static Dictionary<string, object> External(object source) => new(StringComparer.Ordinal)
    {
        ["type"] = "external_account",
        ["audience"] = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a/providers/b",
        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
        ["token_url"] = "https://sts.googleapis.com/v1/token",
        ["credential_source"] = source,
    };

    public static Dictionary<string, object> Workforce() => new(StringComparer.Ordinal)
    {
        ["type"] = "external_account_authorized_user",
        ["audience"] = "//iam.googleapis.com/locations/global/workforcePools/a/providers/b",
        ["client_id"] = "1",
        ["client_secret"] = "canary-client-secret",
        ["refresh_token"] = "canary-refresh-token",
        ["token_url"] = "https://sts.googleapis.com/v1/oauthtoken",
    };

    public static Dictionary<string, object> Impersonated(object inner) => new(StringComparer.Ordinal)
    {
        ["type"] = "impersonated_service_account",
        ["service_account_impersonation_url"] = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + Target + ":generateAccessToken",
        ["delegates"] = new[] { "projects/-/serviceAccounts/" + Robot },
        ["source_credentials"] = inner,
    };

    public string Write(object content, string? name = null) => WriteText(JsonSerializer.Serialize(content), name);

    public string WriteText(string content, string? name = null)
    {
        var path = Path.Combine(Folder, name ?? Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
