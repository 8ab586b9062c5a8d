using System;
using System.Linq;
using System.Text.Json;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Decides whether the addresses in a credential file may be asked for tokens. Whoever wrote the file chose them, and what
/// is sent there is as good as the credential itself: so it is Google's, this machine's or the one that the user named.
/// </summary>
internal sealed class TokenAddresses
{
    private const string Google = "googleapis.com";
    private static readonly string[] Fields = ["token_uri", "token_url", "service_account_impersonation_url"];
    private static readonly string[] SourceFields = ["url", "region_url", "imdsv2_session_token_url"];
    private static readonly string[] MetadataHosts = ["169.254.169.254", "[fd00:ec2::254]", "metadata.google.internal"];

    // Where the machine's own provider of identities is, as GitHub Actions and Azure tell the processes that they start.
    private static readonly string[] ProviderVariables = ["ACTIONS_ID_TOKEN_REQUEST_URL", "IDENTITY_ENDPOINT"];

    private readonly Uri? _endpoint;
    private readonly Func<string, string?> _environment;

    public TokenAddresses(Uri? endpoint, Func<string, string?> environment)
    {
        _endpoint = endpoint;
        _environment = environment;
    }

    /// <summary>Whether an address is that of a cloud's metadata server, which no packet leaves the machine for.</summary>
    public static bool IsMetadata(Uri address) => MetadataHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks all addresses of a file, those of a credential inside another one included.</summary>
    public void Check(JsonElement file, string source)
    {
        if (CredentialFile.Field(file, "universe_domain") is { Length: > 0 } universe && universe is not Google)
        {
            throw AuthErrors.UniverseUnsupported(source, universe);
        }

        foreach (var field in Fields)
        {
            Check(file, field, field, source, static (rule, address) => rule.IsTrusted(address));
        }

        if (file.TryGetProperty("credential_source", out var origin))
        {
            foreach (var field in SourceFields)
            {
                Check(origin, field, "credential_source." + field, source, static (rule, address) => rule.IsProvider(address));
            }
        }

        if (file.TryGetProperty("source_credentials", out var inner) && inner.ValueKind == JsonValueKind.Object)
        {
            Check(inner, source);
        }
    }

    /// <summary>Whether an address is Google's, this machine's or the one that the user named.</summary>
    public bool IsTrusted(Uri address)
    {
        if (address.Scheme is not ("https" or "http"))
        {
            return false;
        }

        return address.IsLoopback
            || (_endpoint != null && SameHost(address, _endpoint))
            || (address.Scheme is "https" && address.IsDefaultPort && address.Host.EndsWith("." + Google, StringComparison.OrdinalIgnoreCase));
    }

    private static bool SameHost(Uri address, Uri other) =>
        string.Equals(address.GetLeftPart(UriPartial.Authority), other.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private void Check(JsonElement element, string name, string shown, string source, Func<TokenAddresses, Uri, bool> isAllowed)
    {
        if (CredentialFile.Field(element, name) is not { Length: > 0 } text)
        {
            return;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || !isAllowed(this, address))
        {
            throw AuthErrors.CredentialHostRefused(source, shown, address?.GetLeftPart(UriPartial.Authority).Replace(address.UserInfo + "@", string.Empty) ?? text);
        }
    }

    private bool IsProvider(Uri address) =>
        IsTrusted(address)
        || (address.Scheme is "http" && IsMetadata(address))
        || (address.Scheme is "https" && ProviderVariables.Any(name =>
            Uri.TryCreate(_environment(name), UriKind.Absolute, out var provider) && SameHost(address, provider)));
}
