using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// A credential of Google's library, which knows how to get a token. When is decided here, since the library has a clock
/// of its own and no way to drop a token that a service refused.
/// </summary>
internal sealed class GoogleCredentialAdapter : RenewableCredential
{
    private readonly ITokenAccess _tokens;
    private readonly string _source;
    private readonly TokenServerClock? _clock;
    private bool _started;

    /// <param name="tokens">A credential of Google's library.</param>
    /// <param name="source">Where it came from, for messages.</param>
    /// <param name="time">The clock.</param>
    /// <param name="clock">What is known of the token server's clock.</param>
    public GoogleCredentialAdapter(ITokenAccess tokens, string source, TimeProvider? time = null, TokenServerClock? clock = null)
        : base(time ?? TimeProvider.System)
    {
        _tokens = tokens is GoogleCredential google ? google.UnderlyingCredential : tokens;
        _source = source;
        _clock = clock;
    }

    protected override async Task<IssuedToken> IssueAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var token = await AnswerAsync(cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(token.AccessToken))
        {
            throw AuthErrors.TokenRefused(_source, "the answer has no access token", null);
        }

        var lifetime = token.ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new IssuedToken(SecureText.Seal(token.AccessToken), now, now + lifetime);
    }

    private async Task<TokenResponse> AnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RequestAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TokenResponseException e)
        {
            throw Refusal(e);
        }
        catch (SubjectTokenException e)
        {
            throw e.InnerException as TuningException ?? AuthErrors.SubjectTokenMissing(_source, Problem(e.InnerException));
        }
        catch (HttpRequestException e)
        {
            throw AuthErrors.TokenServiceUnreachable(_source, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // The library's own timeout, which must not pass for the user's cancellation.
            throw AuthErrors.TokenServiceUnreachable(_source, e);
        }
    }

    private async Task<TokenResponse> RequestAsync(CancellationToken cancellationToken)
    {
        var first = !_started;
        _started = true;
        switch (_tokens)
        {
            case ServiceCredential service:
                await service.RequestAccessTokenAsync(cancellationToken).ConfigureAwait(false);
                return service.Token;

            // A sign-in that has just been made brings its first token.
            case UserCredential { Token: { AccessToken: not null, IsStale: false } fresh } when first:
                return fresh;

            case UserCredential user:
                return await user.RefreshTokenAsync(cancellationToken).ConfigureAwait(false)
                    ? user.Token
                    : throw AuthErrors.TokenRefused(_source, "it has no refresh token", null);

            default:
                throw new NotSupportedException(_tokens.GetType().FullName);
        }
    }

    // Of what a reader of JSON says, nothing is shown: it may quote the token.
    private static string Problem(Exception? cause) => cause is IOException or UnauthorizedAccessException or HttpRequestException
        ? cause.Message
        : "what is there is not what credential_source says.";

    private TuningException Refusal(TokenResponseException refusal)
    {
        var error = refusal.Error?.Error;
        var description = refusal.Error?.ErrorDescription;
        if (refusal.StatusCode is { } status && (status >= HttpStatusCode.InternalServerError || (int)status == 429))
        {
            return AuthErrors.TokenServiceUnavailable(_source, (int)status);
        }

        if (error is not "invalid_grant")
        {
            return AuthErrors.TokenRefused(_source, error, description);
        }

        // Google's words for an assertion from another time: "… in a reasonable timeframe. Check your iat and exp values …"
        return description != null && (description.Contains("timeframe", StringComparison.Ordinal) || description.Contains("iat and exp", StringComparison.Ordinal))
            ? AuthErrors.ClockSkewed(_source, _clock?.Lead, description)
            : AuthErrors.CredentialRevoked(_source, description);
    }
}
