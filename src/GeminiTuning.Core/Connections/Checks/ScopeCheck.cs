using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GeminiTuning.Core.Connections.Checks.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Asks what the access token is good for.</summary>
internal sealed class ScopeCheck : Check
{
    private readonly CheckTarget _target;

    public ScopeCheck(CheckTarget target)
    {
        _target = target;
    }

    public override string Name => CheckNames.Scopes;

    public override IReadOnlyList<string> Needs => [CheckNames.Token];

    public override string Fix => "Sign in with the scope: " + _target.Service.LoginCommand + "; or Connect-GeminiTuning -Scope.";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        if (_target.HasApiKey)
        {
            return Skipped("An API key has no scopes.");
        }

        var token = await TokenInfoCredential.TokenAsync(_target.Found.Credential, options.CancellationToken).ConfigureAwait(false);
        if (token.StartsWith("eyJ", StringComparison.Ordinal))
        {
            return Skipped("The token was signed on this computer, so that the token service does not know it.");
        }

        try
        {
            return Judge(await AskAsync(options).ConfigureAwait(false));
        }
        catch (TuningException e)
        {
            // No service asks it, so a token may be good without its answer.
            return Skipped(e.Kind == TuningErrorKind.InvalidArgument ? "The token service does not know the token." : "It cannot be told: " + e.Message);
        }
    }

    private async Task<string?> AskAsync(CallOptions options)
    {
        using var transport = _target.Open(CheckedServices.TokenInfo, new TokenInfoCredential(_target.Found.Credential));
        var call = new ServiceCall { Method = HttpMethod.Post, Path = "tokeninfo" };
        return (await transport.SendAsync(call, CheckJson.Default.WireTokenInfo, options).ConfigureAwait(false)).Scope;
    }

    private ConnectionCheck Judge(string? scopes)
    {
        if (string.IsNullOrWhiteSpace(scopes))
        {
            return Skipped("The token service names no scopes.");
        }

        var granted = scopes!.Split(' ');
        return _target.Service.Scopes.Any(scope => granted.Contains(scope, StringComparer.Ordinal))
            ? Passed(string.Join(", ", granted) + ".")
            : Failed("The access token has the scopes " + string.Join(", ", granted) + "; the " + _target.Service.Name + " needs "
                + string.Join(" or ", _target.Service.Scopes) + ".");
    }
}
