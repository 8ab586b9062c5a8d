using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.GeminiApi;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Newtonsoft.Json;

namespace GeminiTuning.Core.SignIn;

/// <summary>
/// Signs a user in with an OAuth client of their own: with what is kept of the last time where that is still good, else
/// in a browser.
/// </summary>
internal sealed class UserSignIn
{
    // Google's library wants a name for the user; here a file has one user only.
    private const string User = "user";

    private readonly Func<string, string?> _environment;
    private readonly Func<Uri, HttpMessageHandler> _innermost;
    private readonly TimeProvider _time;
    private readonly Uri? _endpoint;

    public UserSignIn(Func<string, string?> environment, Func<Uri, HttpMessageHandler> innermost, TimeProvider time, Uri? endpoint)
    {
        _environment = environment;
        _innermost = innermost;
        _time = time;
        _endpoint = endpoint;
    }

    /// <param name="request">What the user gave, the client's file among it.</param>
    /// <param name="options">What accompanies the call.</param>
    public async Task<FoundCredential> FindAsync(ConnectRequest request, CallOptions options)
    {
        var client = ClientSecretFile.Read(request.ClientSecretPath!, new TokenAddresses(_endpoint, _environment));
        var defaults = request.WriteApplicationDefault ? new ApplicationDefaultFile(_environment, _time) : null;

        // The scopes of an impersonation are those of the service account's tokens.
        var scopes = (request.ImpersonateServiceAccount == null ? ScopeRule.Check(request.Scopes) : null) ?? GeminiApiService.Description.Scopes;
        var file = new RefreshTokenFile(_environment, client, scopes);
        var flow = new SignInFlow(client, scopes, file, _innermost);
        var kept = file.Load(options.Trace);
        var credential = (kept == null ? null : await ResumeAsync(flow, client, kept, options).ConfigureAwait(false))
            ?? new UserCredential(flow, User, await SignInAsync(request, client, scopes, kept != null, file, options).ConfigureAwait(false));
        if (defaults != null && await ConfirmAsync(request, defaults, options).ConfigureAwait(false))
        {
            defaults.Write(client, credential.Token.RefreshToken, request.Project, options.Trace);
        }

        return new FoundCredential
        {
            Credential = new GoogleCredentialAdapter(credential, client.Path, _time),
            Name = "User sign-in",
            Source = client.Path,
            Project = client.Project,
            Forget = call => ForgetAsync(flow, credential, client, file, call),
        };
    }

    private static Task<bool> ConfirmAsync(ConnectRequest request, ApplicationDefaultFile defaults, CallOptions options) =>
        request.Interaction?.ConfirmAsync(defaults.FullPath, "Write Application Default Credentials", options.CancellationToken) ?? Task.FromResult(true);

    // Asked for at once and not with the first request, since only now somebody is there to sign in again.
    private static async Task<UserCredential?> ResumeAsync(SignInFlow flow, ClientSecretFile client, string refreshToken, CallOptions options)
    {
        var credential = new UserCredential(flow, User, new TokenResponse { RefreshToken = refreshToken });
        try
        {
            await credential.GetAccessTokenForRequestAsync(cancellationToken: options.CancellationToken).ConfigureAwait(false);
            options.Trace.Verbose("Using the sign-in that is kept for '" + client.Path + "'.");
            return credential;
        }
        catch (TokenResponseException e) when (e.Error?.Error is "invalid_grant")
        {
            options.Trace.Verbose("The sign-in that is kept for '" + client.Path + "' has expired or was revoked.");
            return null;
        }
        catch (Exception e) when (IsFault(e, options.CancellationToken))
        {
            throw Fault(e, client);
        }
    }

    private async Task<TokenResponse> SignInAsync(
        ConnectRequest request, ClientSecretFile client, IReadOnlyList<string> scopes, bool hasExpired, RefreshTokenFile file, CallOptions options)
    {
        if (request.Interaction is not { IsAvailable: true } interaction)
        {
            throw SignInErrors.SignInNeedsSomebody(client.Path, hasExpired);
        }

        // Without a store: what is granted is looked at before anything is kept.
        using var flow = new SignInFlow(client, scopes, store: null, _innermost);
        using var loopback = request.NoBrowser ? null : new LoopbackReceiver(interaction, _time, options.Trace);
        var token = await AuthorizeAsync(flow, loopback ?? (ICodeReceiver)new PastedAnswer(interaction), client, options).ConfigureAwait(false);
        var granted = token.Scope.Split(' ');
        var missing = scopes.Where(scope => !granted.Contains(FullName(scope), StringComparer.Ordinal)).ToList();
        if (missing.Count > 0)
        {
            throw SignInErrors.ScopesNotGranted(client.Path, missing);
        }

        if (string.IsNullOrEmpty(token.RefreshToken))
        {
            throw SignInErrors.SignInWithoutRefreshToken(client.Path);
        }

        try
        {
            file.Save(token.RefreshToken);
        }
        catch (TuningException e)
        {
            options.Trace.Warning(e.Message + " It is good for this session only.");
        }

        return token;
    }

    private static async Task<TokenResponse> AuthorizeAsync(SignInFlow flow, ICodeReceiver receiver, ClientSecretFile client, CallOptions options)
    {
        try
        {
            return (await new AuthorizationCodeInstalledApp(flow, receiver).AuthorizeAsync(User, options.CancellationToken).ConfigureAwait(false)).Token;
        }
        catch (Exception e) when (IsFault(e, options.CancellationToken))
        {
            throw Fault(e, client);
        }
    }

    private static async Task ForgetAsync(SignInFlow flow, UserCredential credential, ClientSecretFile client, RefreshTokenFile file, CallOptions options)
    {
        // First, so that nothing is left whatever the service answers.
        file.Delete();
        try
        {
            await flow.RevokeTokenAsync(User, credential.Token.RefreshToken, options.CancellationToken).ConfigureAwait(false);
        }
        catch (TokenResponseException e) when (e.Error?.Error is "invalid_token")
        {
            options.Trace.Verbose("The sign-in was no longer valid.");
        }
        catch (Exception e) when (e is JsonException or TuningException || IsFault(e, options.CancellationToken))
        {
            throw SignInErrors.SignInNotRevoked(client.Path, client.Revocation.Host, (e as TokenResponseException)?.Error?.Error ?? e.Message);
        }
    }

    // A cancellation that is not the user's is the library's own timeout.
    private static bool IsFault(Exception exception, CancellationToken cancellationToken) =>
        exception is TokenResponseException or HttpRequestException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static TuningException Fault(Exception exception, ClientSecretFile client) => exception switch
    {
        TokenResponseException { Error.Error: "access_denied" } => SignInErrors.SignInDenied(client.Path),
        TokenResponseException { StatusCode: (>= HttpStatusCode.InternalServerError or (HttpStatusCode)429) and var status } =>
            AuthErrors.TokenServiceUnavailable(client.Path, (int)status),
        TokenResponseException e => SignInErrors.SignInRefused(client.Path, e.Error?.Error, e.Error?.ErrorDescription),
        _ => AuthErrors.TokenServiceUnreachable(client.Path, exception),
    };

    // Google answers with the long names of these two.
    private static string FullName(string scope) => scope is "email" or "profile" ? "https://www.googleapis.com/auth/userinfo." + scope : scope;
}
