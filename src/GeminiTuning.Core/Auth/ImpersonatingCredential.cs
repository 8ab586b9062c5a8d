using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Gets the tokens of a service account with another credential (<c>generateAccessToken</c>). Google's library does this
/// for some of its own credentials only.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Several transports use it, and none knows which is the last.")]
internal sealed class ImpersonatingCredential : RenewableCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly FoundCredential _source;
    private readonly ImpersonationTarget _target;
    private readonly ServiceTransport _transport;

    public ImpersonatingCredential(FoundCredential source, ImpersonationTarget target, TransportSettings settings)
        : base(settings.Time)
    {
        _source = source;
        _target = target;
        _transport = new ServiceTransport(settings);
    }

    public override string Redact(string text, string mask) => _source.Credential.Redact(base.Redact(text, mask), mask);

    protected override async Task<IssuedToken> IssueAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var body = new WireTokenRequest
        {
            Delegates = [.. _target.Delegates.Select(static account => account.Contains('/') ? account : "projects/-/serviceAccounts/" + account)],
            Scope = [.. _target.Scopes],
            Lifetime = (int)Lifetime.TotalSeconds + "s",
        };
        var call = new ServiceCall
        {
            Method = HttpMethod.Post,
            Path = _target.Address.AbsoluteUri,
            Body = JsonSerializer.SerializeToUtf8Bytes(body, ImpersonationJson.Default.WireTokenRequest),
            Explain = Explain,
        };
        var answer = await _transport.SendAsync(call, ImpersonationJson.Default.WireTokenResponse, new CallOptions(SilentTrace.Instance, cancellationToken)).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(answer.AccessToken)
            ? throw AuthErrors.TokenRefused(_source.Source, "the answer for " + _target.Account + " has no access token", null)
            : new IssuedToken(SecureText.Seal(answer.AccessToken!), now, answer.ExpireTime);
    }

    private TuningException? Explain(ServiceFault fault) => fault.HttpStatus switch
    {
        403 => AuthErrors.ImpersonationRefused(_target, _source.Account, fault),
        404 => AuthErrors.ServiceAccountNotFound(_target.Account, fault),
        _ => null,
    };
}
