using System.Collections.Generic;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>An answer of one of the sign-in services.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Text">The body.</param>
internal sealed record SignInReply(int Status, string ContentType, string Text)
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    public static SignInReply Json(int status, JsonValue value) => new(status, ApiReply.Json, JsonOutput.Write(value, pretty: true) + "\n");

    public static SignInReply Plain(int status, string text) => new(status, "text/plain; charset=utf-8", text);

    public static SignInReply Redirect(string address) => Plain(302, "").With("Location", address);

    public SignInReply With(string header, string value)
    {
        _headers.Add(new KeyValuePair<string, string>(header, value));
        return this;
    }
}
