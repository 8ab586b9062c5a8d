using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Auth.OAuth;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>The scopes of OAuth that the services know.</summary>
internal static class OAuthScopes
{
    public const string CloudPlatform = Prefix + "cloud-platform";
    public const string CloudPlatformReadOnly = Prefix + "cloud-platform.read-only";
    private const string Prefix = "https://www.googleapis.com/auth/";

    private static readonly Regex Known = new(
        @"^(openid|email|profile|https://www\.googleapis\.com/auth/[a-z][a-z0-9._-]*)\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>What a user has consented to who is signed in from the start.</summary>
    public static IReadOnlyList<string> SignedIn { get; } =
        ["openid", Prefix + "userinfo.email", CloudPlatform, Prefix + "generative-language.tuning"];

    public static IReadOnlyList<string> Iam { get; } = [CloudPlatform, Prefix + "iam"];

    public static IReadOnlyList<string> Projects { get; } =
        [CloudPlatform, CloudPlatformReadOnly, Prefix + "cloudplatformprojects", Prefix + "cloudplatformprojects.readonly"];

    public static IReadOnlyList<string> ServiceUsage { get; } =
        [CloudPlatform, CloudPlatformReadOnly, Prefix + "service.management", Prefix + "service.management.readonly"];

    /// <summary>Each of which is enough to use the Gemini API.</summary>
    public static IReadOnlyList<string> Gemini(bool reads) => reads
        ?
        [
            CloudPlatform, CloudPlatformReadOnly, Prefix + "generative-language", Prefix + "generative-language.tuning",
            Prefix + "generative-language.tuning.readonly", Prefix + "generative-language.retriever", Prefix + "generative-language.retriever.readonly",
        ]
        : [CloudPlatform, Prefix + "generative-language", Prefix + "generative-language.tuning"];

    /// <summary>Each of which is enough to use Vertex AI.</summary>
    public static IReadOnlyList<string> VertexAI(bool reads) => reads ? [CloudPlatform, CloudPlatformReadOnly] : [CloudPlatform];

    /// <summary>Each of which is enough to use Cloud Storage.</summary>
    public static IReadOnlyList<string> Storage(bool reads) => reads
        ? [CloudPlatform, CloudPlatformReadOnly, Prefix + "devstorage.full_control", Prefix + "devstorage.read_write", Prefix + "devstorage.read_only"]
        : [CloudPlatform, Prefix + "devstorage.full_control", Prefix + "devstorage.read_write"];

    /// <summary>Reads a list with spaces or commas between its scopes.</summary>
    public static IReadOnlyList<string> Parse(string text) =>
        [.. text.Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads a list of which each scope is one that Google has, or could have.</summary>
    /// <exception cref="OAuthException">There is none, or one that there cannot be.</exception>
    public static IReadOnlyList<string> Require(string text)
    {
        var scopes = Parse(text);
        if (scopes.Count == 0)
        {
            throw OAuthException.InvalidScope("Empty or missing scope not allowed.");
        }

        var invalid = scopes.Where(scope => !IsValid(scope)).ToList();
        return invalid.Count == 0
            ? scopes
            : throw OAuthException.InvalidScope(
                $"Some requested scopes were invalid. {{valid=[{string.Join(", ", scopes.Except(invalid, StringComparer.Ordinal))}], invalid=[{string.Join(", ", invalid)}]}}");
    }

    /// <summary>Whether a scope is one that Google has, or could have.</summary>
    public static bool IsValid(string scope) => Known.IsMatch(scope);

    /// <summary>Whether whoever has these scopes may see the account's e-mail address.</summary>
    public static bool ShowEmail(IEnumerable<string> scopes) => scopes.Any(scope => scope is "email" or Prefix + "userinfo.email");
}
