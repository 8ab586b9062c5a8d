using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// A credential that gets access tokens: one serves all requests until shortly before it runs out, or until a service
/// refuses it, whatever the local clock says.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore whose handle nobody asks for has nothing to dispose of.")]
internal abstract class RenewableCredential : IRequestCredential
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IssuedToken? _current;
    private IssuedToken? _last;
    private IssuedToken? _former;

    protected RenewableCredential(TimeProvider time)
    {
        Time = time;
    }

    public CredentialKind Kind => CredentialKind.OAuth;

    protected TimeProvider Time { get; }

    public async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecureText.Reveal(token.Text));
    }

    public bool Drop(HttpRequestMessage refused)
    {
        // Another request may have been refused before and have a new one already.
        if (Volatile.Read(ref _current) is { } token
            && string.Equals(SecureText.Reveal(token.Text), refused.Headers.Authorization?.Parameter, StringComparison.Ordinal))
        {
            Interlocked.CompareExchange(ref _current, null, token);
        }

        return true;
    }

    // The answer to a request that was sent before a renewal may quote the token of that time.
    public virtual string Redact(string text, string mask) => Hide(Volatile.Read(ref _former), Hide(Volatile.Read(ref _last), text, mask), mask);

    /// <summary>Gets a new token from whoever issues it.</summary>
    protected abstract Task<IssuedToken> IssueAsync(CancellationToken cancellationToken);

    private static string Hide(IssuedToken? token, string text, string mask) => token == null ? text : SecureText.Hide(token.Text, text, mask);

    private async Task<IssuedToken> TokenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } ready && !ready.ShouldBeRenewed(Time.GetUtcNow()))
        {
            return ready;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var current = Volatile.Read(ref _current);
            if (current == null || current.ShouldBeRenewed(Time.GetUtcNow()))
            {
                current = await RenewAsync(current, cancellationToken).ConfigureAwait(false);
            }

            return current;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IssuedToken> RenewAsync(IssuedToken? old, CancellationToken cancellationToken)
    {
        try
        {
            var token = await IssueAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _former, _last);
            Volatile.Write(ref _last, token);
            Volatile.Write(ref _current, token);
            return token;
        }
        catch (TuningException e) when (e.Kind is TuningErrorKind.Connection or TuningErrorKind.Unavailable && old?.HasExpired(Time.GetUtcNow()) == false)
        {
            // It is good for some minutes more; the next request tries again.
            return old;
        }
    }
}
