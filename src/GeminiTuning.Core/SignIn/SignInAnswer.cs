using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Core.SignIn;

/// <summary>What the browser brings back in the address that it is sent to in the end.</summary>
internal static class SignInAnswer
{
    /// <summary>A value that nobody can guess, to know one's own answer by.</summary>
    public static string NewState()
    {
        var bytes = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <param name="query">The address's query.</param>
    /// <param name="state">What the answer must carry.</param>
    /// <returns>The answer, or <see langword="null"/> where it belongs to no or another sign-in.</returns>
    public static AuthorizationCodeResponseUrl? Parse(string query, string state)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var at = pair.IndexOf('=');
            if (at > 0)
            {
                fields[WebUtility.UrlDecode(pair.Substring(0, at))] = WebUtility.UrlDecode(pair.Substring(at + 1));
            }
        }

        var answer = new AuthorizationCodeResponseUrl(fields);
        return string.Equals(answer.State, state, StringComparison.Ordinal) && !(string.IsNullOrEmpty(answer.Code) && string.IsNullOrEmpty(answer.Error))
            ? answer
            : null;
    }
}
