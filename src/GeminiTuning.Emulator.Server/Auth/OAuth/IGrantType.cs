using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>A way to get a token from the token endpoint.</summary>
internal interface IGrantType
{
    /// <summary>Its name, the parameter <c>grant_type</c>.</summary>
    string Name { get; }

    JsonValue Answer(SignInRequest request, OAuthForm form);
}
