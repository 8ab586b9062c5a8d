using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading.Tasks;
using GeminiTuning.Core.SignIn;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Decides on exactly one credential: the one given, else an access token from the environment, else Application Default
/// Credentials, else an API key from the environment.
/// </summary>
internal sealed class CredentialFinder
{
    private const string GeminiVariable = "GEMINI_API_KEY";
    private const string GoogleVariable = "GOOGLE_API_KEY";

    // Terraform's, which Google's guides use too, and gcloud's.
    private static readonly string[] TokenVariables = ["GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN"];

    private readonly Func<string, string?> _environment;
    private readonly CredentialLoader _loader;
    private readonly ApplicationDefaultCredentials _defaults;
    private readonly UserSignIn _signIn;

    public CredentialFinder(Func<string, string?> environment, CredentialLoader loader, ApplicationDefaultCredentials defaults, UserSignIn signIn)
    {
        _environment = environment;
        _loader = loader;
        _defaults = defaults;
        _signIn = signIn;
    }

    /// <param name="request">What the user gave.</param>
    /// <param name="scopes">The scopes of the service.</param>
    /// <param name="acceptsApiKey">Whether an API key is of use.</param>
    /// <param name="options">What accompanies the call.</param>
    public async Task<FoundCredential> FindAsync(ConnectRequest request, IReadOnlyList<string> scopes, bool acceptsApiKey, CallOptions options)
    {
        if (new object?[] { request.ApiKey, request.AccessToken, request.CredentialPath, request.ClientSecretPath }.Count(static given => given != null) > 1)
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

        if (request.CredentialPath != null)
        {
            return _loader.Load(request.CredentialPath, "parameter -CredentialPath (" + request.CredentialPath + ")", scopes);
        }

        if (request.ClientSecretPath != null)
        {
            return await _signIn.FindAsync(request, options).ConfigureAwait(false);
        }

        if (request.IsEmulator)
        {
            // Never a real credential for an endpoint that needs none; a token, as sharing takes no API key.
            return AccessToken(SecureText.Seal("made-up-for-the-emulator"), "made up for the emulator");
        }

        // What the environment holds is no substitute for what a saved connection names.
        var onlyDefaults = request.Saved is { Credential: SavedCredential.ApplicationDefault };
        acceptsApiKey &= !onlyDefaults;
        var tried = new List<string>();
        return (onlyDefaults ? null : FromTokenVariable(tried)) ?? await _defaults.FindAsync(scopes, tried, options.CancellationToken).ConfigureAwait(false)
            ?? (acceptsApiKey ? FromEnvironment(tried, options.Trace) : null)
            ?? throw (acceptsApiKey ? AuthErrors.NoCredential(tried) : AuthErrors.NoOAuthCredential(tried, request.Backend == TuningBackend.GeminiApi));
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

    // Somebody set it for this process, and for an hour at most: so it goes before what lies about for longer.
    private FoundCredential? FromTokenVariable(List<string> tried)
    {
        foreach (var name in TokenVariables)
        {
            if (_environment(name) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return AccessToken(SecureText.Seal(value), "environment variable " + name) with { Variable = name };
            }

            tried.Add("the environment variable " + name + " (not set)");
        }

        return null;
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
