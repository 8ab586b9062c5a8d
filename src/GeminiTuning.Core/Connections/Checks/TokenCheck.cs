using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Gets an access token, as the next request would.</summary>
internal sealed class TokenCheck : Check
{
    private readonly CheckTarget _target;

    public TokenCheck(CheckTarget target)
    {
        _target = target;
    }

    public override string Name => CheckNames.Token;

    public override IReadOnlyList<string> Needs => [CheckNames.Credential];

    public override string Fix => "Sign in again (" + _target.Service.LoginCommand + ") or give another credential, and run Connect-GeminiTuning.";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        if (_target.HasApiKey)
        {
            return Skipped("An API key is sent as it is.");
        }

        await TokenInfoCredential.TokenAsync(_target.Found.Credential, options.CancellationToken).ConfigureAwait(false);
        return Passed(_target.Found.Credential is AccessTokenCredential ? "The access token was given; nothing renews it." : "An access token was issued.");
    }
}
