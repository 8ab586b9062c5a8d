using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>A request is refused in the form of OAuth: <c>{error, error_description, error_subtype}</c>.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="error">The code: <c>invalid_grant</c>.</param>
/// <param name="description">What is wrong.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error without a code says nothing.")]
internal sealed class OAuthException(int status, string error, string description) : Exception(description)
{
    public string Error { get; } = error;

    /// <summary>What kind of the error it is: <c>invalid_rapt</c>.</summary>
    public string? Subtype { get; init; }

    /// <summary>The methods that the address has, for an answer 405.</summary>
    public string? Allow { get; init; }

    public static OAuthException InvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthException InvalidGrant(string description) => new(400, "invalid_grant", description);

    public static OAuthException InvalidScope(string description) => new(400, "invalid_scope", description);

    public static OAuthException Missing(string parameter) => InvalidRequest("Missing required parameter: " + parameter);

    public static OAuthException WrongMethod(string verb, string allowed) =>
        new(405, "invalid_request", $"The method {verb} is not supported here. Use {allowed}.") { Allow = allowed };

    public SignInReply ToReply()
    {
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            new("error", JsonValue.String(Error)),
            new("error_description", JsonValue.String(Message)),
        };
        if (Subtype is not null)
        {
            members.Add(new("error_subtype", JsonValue.String(Subtype)));
        }

        var reply = SignInReply.Json(status, JsonValue.Object(members));
        return Allow is null ? reply : reply.With("Allow", Allow);
    }
}
