using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// A credential file of Google's. Its type is read first and Google's library is told to expect it: a file of a type
/// that is not listed here is refused, as some types make the reader run commands or call addresses of the file's choice.
/// </summary>
internal sealed class CredentialFile
{
    private static readonly IReadOnlyList<string> KnownTypes =
    [
        JsonCredentialParameters.AuthorizedUserCredentialType,
        JsonCredentialParameters.ServiceAccountCredentialType,
        JsonCredentialParameters.ExternalAccountCredentialType,
        JsonCredentialParameters.ExternalAccountAuthorizedUserCredentialType,
        JsonCredentialParameters.ImpersonatedServiceAccountCredentialType,
    ];

    private readonly string _json;
    private readonly string _type;
    private readonly string _source;

    private CredentialFile(string json, string type, string source)
    {
        _json = json;
        _type = type;
        _source = source;
    }

    public string? Account { get; private init; }

    public string? Project { get; private init; }

    public string? QuotaProject { get; private init; }

    public static CredentialFile Read(string path, string source)
    {
        var json = Text(path, source);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var type = Field(root, "type");
            if (type == null || !KnownTypes.Contains(type, StringComparer.Ordinal))
            {
                throw AuthErrors.CredentialTypeUnsupported(source, type, KnownTypes);
            }

            return new CredentialFile(json, type, source)
            {
                Account = Field(root, "client_email") ?? Impersonated(root) ?? NotEmpty(Field(root, "account")),
                Project = NotEmpty(Field(root, "project_id")),
                QuotaProject = NotEmpty(Field(root, "quota_project_id")),
            };
        }
        catch (JsonException)
        {
            // Without the cause: its message may quote the file.
            throw AuthErrors.CredentialFileInvalid(source, "it is not JSON");
        }
    }

    public GoogleCredential Load()
    {
        try
        {
            return CredentialFactory.FromJson(_json, _type);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or CryptographicException or NotImplementedException)
        {
            throw AuthErrors.CredentialFileInvalid(_source, e is InvalidOperationException ? e.Message.TrimEnd('.') : "its key cannot be read");
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

    private static string? Field(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    // …/serviceAccounts/robot@project.iam.gserviceaccount.com:generateAccessToken
    private static string? Impersonated(JsonElement root)
    {
        var url = Field(root, "service_account_impersonation_url");
        var name = url?.Substring(url.LastIndexOf('/') + 1);
        return name?.Split(':')[0];
    }
}
