using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Auth;

/// <summary>What a scope looks like.</summary>
internal static class ScopeRule
{
    private static readonly string[] Names = ["openid", "email", "profile"];

    public static IReadOnlyList<string>? Check(IReadOnlyList<string>? scopes) => scopes is { Count: > 0 } ? [.. scopes.Select(Check)] : null;

    private static string Check(string scope)
    {
        var text = scope.Trim();
        return Names.Contains(text, StringComparer.Ordinal)
            || (text.StartsWith("https://", StringComparison.Ordinal) && text.All(static letter => letter is > ' ' and < '\u007f' and not ','))
            ? text
            : throw AuthErrors.ScopeInvalid(scope);
    }
}
