using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// A credential file of Google's. Its type is read first and Google's library is told to expect it: a file of a type
/// that is not listed here is refused, as some types make the reader run commands or call addresses of the file's choice.
/// </summary>
internal sealed class CredentialFile
{
    /// <summary>The field with the address of a service account's method <c>generateAccessToken</c>.</summary>
    public const string ImpersonationField = "service_account_impersonation_url";

    private static readonly IReadOnlyDictionary<string, string> KnownTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [JsonCredentialParameters.AuthorizedUserCredentialType] = "User",
        [JsonCredentialParameters.ServiceAccountCredentialType] = "Service account",
        [JsonCredentialParameters.ExternalAccountCredentialType] = "Workload identity federation",
        [JsonCredentialParameters.ExternalAccountAuthorizedUserCredentialType] = "Workforce identity federation",
        [JsonCredentialParameters.ImpersonatedServiceAccountCredentialType] = "Impersonated service account",
    };

    private readonly string _json;
    private readonly string _type;

    private CredentialFile(string json, JsonElement root, string type, string source)
    {
        _json = json;
        _type = type;
        Root = root;
        Source = source;
    }

    public JsonElement Root { get; }

    /// <summary>Where the file was named, for messages.</summary>
    public string Source { get; }

    /// <summary>What the type is called.</summary>
    public string Kind => KnownTypes[_type];

    public string? Account => Field("client_email") ?? Impersonated(Field(ImpersonationField)) ?? Field("account");

    public string? Project => Field("project_id");

    public string? QuotaProject => Field("quota_project_id");

    /// <summary>The credential inside an impersonation, if it is one.</summary>
    public JsonElement? Inner => Root.TryGetProperty("source_credentials", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : null;

    public static CredentialFile Read(string path, string source)
    {
        var json = Text(path, source);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("installed", out _) || root.TryGetProperty("web", out _)))
            {
                throw AuthErrors.CredentialFileIsClientSecret(source, path);
            }

            var type = Field(root, "type");
            return type != null && KnownTypes.ContainsKey(type)
                ? new CredentialFile(json, root, type, source)
                : throw AuthErrors.CredentialTypeUnsupported(source, type, [.. KnownTypes.Keys]);
        }
        catch (JsonException)
        {
            // Without the cause: its message may quote the file.
            throw AuthErrors.CredentialFileInvalid(source, "it is not JSON");
        }
    }

    public static string? Field(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()
            : null;

    public string? Field(string name) => Field(Root, name);

    /// <summary>Lets the library load it, without the named field.</summary>
    public GoogleCredential Load(string? without = null)
    {
        try
        {
            return CredentialFactory.FromJson(without == null ? _json : Without(without), _type);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or CryptographicException or NotImplementedException)
        {
            throw AuthErrors.CredentialFileInvalid(Source, e is InvalidOperationException ? e.Message.TrimEnd('.') : "its key cannot be read");
        }
    }

    private static string Text(string path, string source)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw AuthErrors.CredentialFileNotFound(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw AuthErrors.CredentialFileUnreadable(source, e);
        }
    }

    private string Without(string name)
    {
        var copy = JsonObject.Create(Root)!;
        foreach (var field in copy.Select(static field => field.Key).Where(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            copy.Remove(field);
        }

        return copy.ToJsonString();
    }

    // …/serviceAccounts/robot@project.iam.gserviceaccount.com:generateAccessToken
    private static string? Impersonated(string? url) => url?.Substring(url.LastIndexOf('/') + 1).Split(':')[0];
}
