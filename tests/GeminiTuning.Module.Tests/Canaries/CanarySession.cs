using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GeminiTuning.Module.Tests.Canaries;

/// <summary>A session whose credentials are all canaries, and which knows every place where one must not be.</summary>
internal sealed class CanarySession : IDisposable
{
    public const string Canary = "canary/4f9b1c+";

    private static readonly Lazy<string> PrivateKey = new(static () =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    private readonly TemporaryConfiguration _configuration = new();
    private readonly DirectoryInfo _inputs = Directory.CreateTempSubdirectory("canary");

    public CanarySession()
    {
        Session.Host.IsInteractive = true;
        Session.Host.Screen.Answer = static shown =>
            Uri.UnescapeDataString(Regex.Matches(shown, @"(?<=redirect_uri=)[^&\s]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Last().Value)
            + "?code=" + Uri.EscapeDataString(Canary + "code")
            + "&state=" + Regex.Matches(shown, @"(?<=state=)[^&\s]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Last().Value;
        using var secret = new System.Security.SecureString();
        foreach (char character in Canary + "given")
        {
            secret.AppendChar(character);
        }

        Session.Runspace.SessionStateProxy.SetVariable("secret", secret.Copy());
        Session.Run("$PSDefaultParameterValues = @{ '*-G*:Verbose' = $true; '*-G*:Debug' = $true }");
    }

    public ModuleSession Session { get; } = new();

    public EchoServer Server { get; } = new();

    /// <summary>What to give to Connect-GeminiTuning.</summary>
    public string Arguments(CanaryCredential credential) => $"-Endpoint {Server.Endpoint} -MaximumRetryCount 0 " + credential switch
    {
        CanaryCredential.ApiKey => "-ApiKey $secret",
        CanaryCredential.AccessToken => "-AccessToken $secret",
        CanaryCredential.TokenAsServiceAccount => "-AccessToken $secret -ImpersonateServiceAccount tuner@p.iam.gserviceaccount.com -Delegate other@p.iam.gserviceaccount.com",
        CanaryCredential.ClientSecret => $"-ClientSecretPath '{Write(Content(credential))}' -NoBrowser -WriteApplicationDefault",
        _ => $"-CredentialPath '{Write(Content(credential))}'",
    };

    public string Write(object content)
    {
        string path = Path.Combine(_inputs.FullName, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, content as string ?? JsonSerializer.Serialize(content));
        return path;
    }

    /// <summary>Runs a script and looks for the canaries in all that it wrote.</summary>
    public RunResult Run(string script)
    {
        RunResult result = Session.TryRun(script);
        AssertClean(ShownText.Of(result), script);
        return result;
    }

    /// <summary>Looks for the canaries in what a session leaves behind.</summary>
    public void AssertNothingLeft()
    {
        Assert.NotEmpty(Run("Get-History").Output);
        AssertClean(Session.Host.Screen.Progress.Select(ShownText.Of).Append(Session.Host.Screen.Text), "the host");

        // These two are made to hold it.
        string[] files = [.. _configuration.Files().Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) != "sign-ins" && Path.GetFileName(file) != "application_default_credentials.json")];
        AssertClean(files.Select(File.ReadAllText).Concat(files), "the configuration folder");
    }

    public void Dispose()
    {
        Session.Dispose();
        Server.Dispose();
        _configuration.Dispose();
        _inputs.Delete(recursive: true);
    }

    private static Dictionary<string, object> Federation(string token, object source) => new()
    {
        ["type"] = "external_account",
        ["audience"] = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a/providers/b",
        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
        ["token_url"] = token,
        ["client_id"] = "1",
        ["client_secret"] = Canary + "client",
        ["credential_source"] = source,
    };

    private Dictionary<string, object> Content(CanaryCredential credential)
    {
        string token = Server.Endpoint + "token";
        string impersonation = Server.Endpoint + "v1/projects/-/serviceAccounts/tuner@p.iam.gserviceaccount.com:generateAccessToken";
        switch (credential)
        {
            case CanaryCredential.ServiceAccount:
                return new()
                {
                    ["type"] = "service_account",
                    ["project_id"] = "p-12345",
                    ["private_key_id"] = "1",
                    ["private_key"] = PrivateKey.Value,
                    ["client_email"] = "robot@p.iam.gserviceaccount.com",
                    ["token_uri"] = token,
                };
            case CanaryCredential.AuthorizedUser:
                return new() { ["type"] = "authorized_user", ["client_id"] = "1", ["client_secret"] = Canary + "client", ["refresh_token"] = Canary + "refresh", ["token_uri"] = token };
            case CanaryCredential.FederationByFile:
                return Federation(token, new { file = Write(Canary + "subject") });
            case CanaryCredential.FederationByAddress:
                return Federation(token, new { url = Server.Endpoint + "identity", headers = new { Authorization = "Bearer " + Canary + "provider" } });
            case CanaryCredential.FederationAsServiceAccount:
                Dictionary<string, object> acting = Federation(token, new { file = Write(Canary + "subject") });
                acting["service_account_impersonation_url"] = impersonation;
                return acting;
            case CanaryCredential.Workforce:
                return new()
                {
                    ["type"] = "external_account_authorized_user",
                    ["audience"] = "//iam.googleapis.com/locations/global/workforcePools/a/providers/b",
                    ["client_id"] = "1",
                    ["client_secret"] = Canary + "client",
                    ["refresh_token"] = Canary + "refresh",
                    ["token_url"] = token,
                };
            case CanaryCredential.ImpersonatedServiceAccount:
                return new() { ["type"] = "impersonated_service_account", ["service_account_impersonation_url"] = impersonation, ["source_credentials"] = Content(CanaryCredential.AuthorizedUser) };
            case CanaryCredential.ClientSecret:
                return new() { ["installed"] = new { client_id = "1", client_secret = Canary + "client", project_id = "p-12345", auth_uri = Server.Endpoint + "auth", token_uri = token } };
            default:
                throw new ArgumentOutOfRangeException(nameof(credential));
        }
    }

    private void AssertClean(IEnumerable<string> texts, string where)
    {
        string[] secrets =
        [
            .. Server.Secrets.Keys.Where(static secret => secret.Length >= 8)
                .Append(Canary).Append(EchoServer.RefreshToken)
                .Append(Uri.EscapeDataString(Canary))
                .Append(PrivateKey.Value.Split('\n')[1].Trim()),
        ];
        foreach (string text in texts.Select(text => text.Replace(_inputs.FullName, "INPUTS", StringComparison.Ordinal)))
        {
            string? found = secrets.FirstOrDefault(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.True(found is null, $"{where}: '{found}' is in: {text}");
        }
    }
}
