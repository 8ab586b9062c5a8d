using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Auth.SignIn;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>Gives tokens for what stands for them: <c>POST /token</c>.</summary>
internal sealed class TokenEndpoint(IReadOnlyList<string> paths, IReadOnlyList<IGrantType> grantTypes) : ISignInEndpoint
{
    /// <summary>Where Google has it, or had it before.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["/token", "/o/oauth2/token", "/oauth2/v4/token"];

    /// <summary>Where users of other providers of identities refresh their tokens.</summary>
    public static IReadOnlyList<string> FederatedPaths { get; } = ["/v1/oauthtoken"];

    public bool Serves(string path, Func<string, string?> header) => paths.Contains(path, StringComparer.Ordinal);

    public SignInReply Answer(SignInRequest request)
    {
        var form = OAuthForm.OfBody(request);
        var name = form.Require("grant_type");
        var grantType = grantTypes.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal))
            ?? throw new OAuthException(400, "unsupported_grant_type", "Invalid grant_type: " + name);
        return SignInReply.Json(200, grantType.Answer(request, form));
    }
}
