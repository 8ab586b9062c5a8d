using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Util.Store;

namespace GeminiTuning.Core.SignIn;

/// <summary>
/// The file that keeps the refresh token of one client and set of scopes. Each has a file of its own, so that processes
/// need no lock between them. As a data store of Google's library it takes the tokens that replace the first one.
/// </summary>
internal sealed class RefreshTokenFile : IDataStore
{
    private readonly ClientSecretFile _client;
    private readonly string? _path;
    private string? _kept;

    public RefreshTokenFile(Func<string, string?> environment, ClientSecretFile client, IEnumerable<string> scopes)
    {
        _client = client;
        var folder = ConfigurationFolder.Find(environment);
        var key = string.Join("\n", scopes.OrderBy(static scope => scope, StringComparer.Ordinal).Prepend(client.Token.AbsoluteUri).Prepend(client.Secrets.ClientId));
        _path = folder == null ? null : Path.Combine(folder, "sign-ins", Hash(key) + ".json");
    }

    /// <summary>The token that is kept; <see langword="null"/> where there is none to use.</summary>
    public string? Load(ITraceSink trace)
    {
        if (_path == null || !File.Exists(_path))
        {
            return null;
        }

        try
        {
            PrivateFile.TightenFolder(Path.GetDirectoryName(_path)!);
            if (PrivateFile.Tighten(_path))
            {
                trace.Warning("'" + _path + "', which keeps your sign-in, could be read by other users of this computer; now only you can. "
                    + "If you do not trust them all, run Disconnect-GeminiTuning -Forget and sign in again.");
            }

            using var document = JsonDocument.Parse(File.ReadAllText(_path));
            _kept = Holds(document.RootElement, "client_id", _client.Secrets.ClientId) && Holds(document.RootElement, "token_uri", _client.Token.AbsoluteUri)
                ? CredentialFile.Field(document.RootElement, "refresh_token")
                : null;
        }
        catch (JsonException)
        {
            _kept = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInErrors.SignInUnreadable(_path, e);
        }

        if (_kept == null)
        {
            trace.Warning("'" + _path + "' keeps no usable sign-in and is left aside.");
        }

        return _kept;
    }

    public void Save(string refreshToken)
    {
        var text = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_id"] = _client.Secrets.ClientId,
            ["token_uri"] = _client.Token.AbsoluteUri,
            ["refresh_token"] = refreshToken,
        });
        try
        {
            PrivateFile.Write(_path ?? throw SignInErrors.SignInNotKept(null, null), text);
            PrivateFile.TightenFolder(Path.GetDirectoryName(_path)!);
            _kept = refreshToken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw SignInErrors.SignInNotKept(_path, e);
        }
    }

    public void Delete()
    {
        // What is still under way must not bring it back.
        _kept = null;
        try
        {
            if (_path != null && File.Exists(_path))
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInErrors.SignInNotDeleted(_path!, e);
        }
    }

    public Task StoreAsync<T>(string key, T value)
    {
        if (value is TokenResponse { RefreshToken: { Length: > 0 } token } && _kept != null && !string.Equals(token, _kept, StringComparison.Ordinal))
        {
            Save(token);
        }

        return Task.CompletedTask;
    }

    // The library deletes after every answer that is not a token, even a proxy's; a sign-in is worth more than that.
    public Task DeleteAsync<T>(string key) => Task.CompletedTask;

    public Task<T> GetAsync<T>(string key) => Task.FromResult<T>(default!);

    public Task ClearAsync() => Task.CompletedTask;

    private static bool Holds(JsonElement root, string name, string value) => string.Equals(CredentialFile.Field(root, name), value, StringComparison.Ordinal);

    private static string Hash(string text)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(Encoding.UTF8.GetBytes(text));
        return string.Concat(sha256.GetHashAndReset().Take(16).Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
