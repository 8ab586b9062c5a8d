using System;
using System.Collections.Generic;
using System.Security;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Decides on exactly one credential: the one given, else Application Default Credentials, else an API key from the
/// environment.
/// </summary>
internal sealed class CredentialFinder
{
    private const string GeminiVariable = "GEMINI_API_KEY";
    private const string GoogleVariable = "GOOGLE_API_KEY";

    private readonly Func<string, string?> _environment;
    private readonly ApplicationDefaultCredentials _defaults;

    public CredentialFinder(Func<string, string?> environment, ApplicationDefaultCredentials defaults)
    {
        _environment = environment;
        _defaults = defaults;
    }

    /// <param name="request">What the user gave.</param>
    /// <param name="scopes">The scopes of the service.</param>
    /// <param name="acceptsApiKey">Whether the service takes API keys.</param>
    /// <param name="options">What accompanies the call.</param>
    public async Task<FoundCredential> FindAsync(ConnectRequest request, IReadOnlyList<string> scopes, bool acceptsApiKey, CallOptions options)
    {
        if (request.ApiKey != null && request.AccessToken != null)
        {
            throw AuthErrors.CredentialAmbiguous();
        }

        if (request.ApiKey != null)
        {
            if (!acceptsApiKey)
            {
                throw AuthErrors.ApiKeyNotSupported();
            }

            return ApiKey(request.ApiKey, "parameter -ApiKey");
        }

        if (request.AccessToken != null)
        {
            return AccessToken(request.AccessToken, "parameter -AccessToken");
        }

        if (request.IsEmulator)
        {
            // Never a real credential for an endpoint that needs none.
            var made = SecureText.Seal("made-up-for-the-emulator");
            return acceptsApiKey ? ApiKey(made, "made up for the emulator") : AccessToken(made, "made up for the emulator");
        }

        var tried = new List<string>();
        return await _defaults.FindAsync(scopes, tried, options.CancellationToken).ConfigureAwait(false)
            ?? (acceptsApiKey ? FromEnvironment(tried, options.Trace) : null)
            ?? throw (acceptsApiKey ? AuthErrors.NoCredential(tried) : AuthErrors.NoOAuthCredential(tried));
    }

    private static FoundCredential AccessToken(SecureString token, string source)
    {
        Check(token, source);
        return new FoundCredential { Credential = new AccessTokenCredential(token.Copy()), Name = "Access token", Source = source };
    }

    private static FoundCredential ApiKey(SecureString key, string source)
    {
        Check(key, source);
        return new FoundCredential { Credential = new ApiKeyCredential(key.Copy()), Name = "API key", Source = source };
    }

    private static void Check(SecureString secret, string source)
    {
        if (SecureText.IsBlank(secret))
        {
            throw AuthErrors.CredentialBlank(source);
        }

        if (!SecureText.FitsHeader(secret))
        {
            throw AuthErrors.CredentialMalformed(source);
        }
    }

    private FoundCredential? FromEnvironment(List<string> tried, ITraceSink trace)
    {
        var gemini = _environment(GeminiVariable);
        var google = _environment(GoogleVariable);
        if (!string.IsNullOrWhiteSpace(gemini) && !string.IsNullOrWhiteSpace(google)
            && !string.Equals(gemini!.Trim(), google!.Trim(), StringComparison.Ordinal))
        {
            trace.Warning("The environment variables " + GeminiVariable + " and " + GoogleVariable + " are both set and differ; "
                + GeminiVariable + " is used.");
        }

        foreach (var (name, value) in new[] { (GeminiVariable, gemini), (GoogleVariable, google) })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return ApiKey(SecureText.Seal(value!), "environment variable " + name) with { Variable = name };
            }

            tried.Add("the environment variable " + name + " (not set)");
        }

        return null;
    }
}
