using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Core.Auth;

/// <summary>A credential of Google's library, which gets and renews its tokens by itself.</summary>
internal sealed class GoogleCredentialAdapter : IRequestCredential
{
    private readonly ITokenAccess _tokens;
    private readonly string _source;
    private SecureString? _last;

    public GoogleCredentialAdapter(ITokenAccess tokens, string source)
    {
        _tokens = tokens;
        _source = source;
    }

    public CredentialKind Kind => CredentialKind.OAuth;

    public async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _last, SecureText.Seal(token));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Redact(string text, string mask) =>
        Volatile.Read(ref _last) is { } token ? SecureText.Hide(token, text, mask) : text;

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _tokens.GetAccessTokenForRequestAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (TokenResponseException e)
        {
            throw AuthErrors.TokenRefused(_source, e.Error?.Error, e.Error?.ErrorDescription);
        }
        catch (SubjectTokenException e)
        {
            throw AuthErrors.SubjectTokenMissing(_source, e.Message);
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
}
