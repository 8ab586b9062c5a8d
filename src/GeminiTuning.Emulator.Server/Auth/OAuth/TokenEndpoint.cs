using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Auth.SignIn;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>Gives tokens for what stands for them: <c>POST /token</c>, and the addresses that it had before.</summary>
internal sealed class TokenEndpoint(IReadOnlyList<IGrantType> grantTypes) : ISignInEndpoint
{
    public bool Serves(string path, Func<string, string?> header) => path is "/token" or "/o/oauth2/token" or "/oauth2/v4/token";

    public SignInReply Answer(SignInRequest request)
    {
        var form = OAuthForm.OfBody(request);
        var name = form.Require("grant_type");
        var grantType = grantTypes.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal))
            ?? throw new OAuthException(400, "unsupported_grant_type", "Invalid grant_type: " + name);
        return SignInReply.Json(200, grantType.Answer(request, form));
    }
}
