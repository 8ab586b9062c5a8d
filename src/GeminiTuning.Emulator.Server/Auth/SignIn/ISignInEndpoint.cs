using System;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>One of the sign-in services.</summary>
internal interface ISignInEndpoint
{
    /// <summary>Whether a request is this service's.</summary>
    /// <param name="path">The path, percent-decoded.</param>
    /// <param name="header">The value of a header, or <see langword="null"/>.</param>
    bool Serves(string path, Func<string, string?> header);

    /// <summary>Answers a request.</summary>
    /// <exception cref="OAuth.OAuthException">The request is refused.</exception>
    SignInReply Answer(SignInRequest request);
}
