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

    /// <summary>
    /// Checks all addresses of a file, however deep. Names are compared as Google's library does, which takes TOKEN_URI for
    /// token_uri.
    /// </summary>
    public void Check(JsonElement file, string source) => Check(file, source, inSource: false);

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

    private static bool Has(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private void Check(JsonElement element, string source, bool inSource)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Check(property.Value, source, inSource || Has(["credential_source"], property.Name));
            }
            else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { Length: > 0 } text)
            {
                Check(property.Name, text, source, inSource);
            }
        }
    }

    private void Check(string name, string text, string source, bool inSource)
    {
        if (Has(["universe_domain"], name) && text is not Google)
        {
            throw AuthErrors.UniverseUnsupported(source, text);
        }

        var ofProvider = inSource && Has(SourceFields, name);
        if (!ofProvider && !Has(Fields, name))
        {
            return;
        }

        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address);
        if (!isAddress || address!.UserInfo.Length > 0 || !(ofProvider ? IsProvider(address) : IsTrusted(address)))
        {
            var shown = address?.GetLeftPart(UriPartial.Authority).Replace(address.UserInfo + "@", string.Empty) ?? text;
            throw AuthErrors.CredentialHostRefused(source, inSource ? "credential_source." + name : name, shown);
        }
    }

    private bool IsProvider(Uri address) =>
        IsTrusted(address)
        || (address.Scheme is "http" && IsMetadata(address))
        || (address.Scheme is "https" && ProviderVariables.Any(name =>
            Uri.TryCreate(_environment(name), UriKind.Absolute, out var provider) && SameHost(address, provider)));
}
