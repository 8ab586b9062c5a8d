using System;
using System.Text;
using GeminiTuning.Emulator.Auth.SignIn;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>The OAuth client that a request comes from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Its secret, if it gave one.</param>
internal sealed record OAuthClient(string Id, string? Secret)
{
    /// <summary>Reads the client from the form or from an <c>Authorization</c> header; <see langword="null"/> where there is none.</summary>
    public static OAuthClient? Read(SignInRequest request, OAuthForm form)
    {
        if (request.Header("Authorization") is { } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return ReadBasic(header.Substring("Basic ".Length).Trim());
        }

        return form["client_id"] is { } id ? new OAuthClient(id, form["client_secret"]) : null;
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => Id;

    private static OAuthClient ReadBasic(string credentials)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(credentials)).Split([':'], 2);
            if (parts.Length == 2 && parts[0].Length > 0)
            {
                return new OAuthClient(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]));
            }
        }
        catch (FormatException)
        {
            // Not base64: refused below.
        }

        throw new OAuthException(401, "invalid_client", "The Authorization header is not of the form: Basic base64(id:secret).");
    }
}
