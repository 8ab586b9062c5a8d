using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the roles that can be given.</summary>
public sealed class GrantableRoleCompleter : IArgumentCompleter
{
    private static readonly string[] Roles = [nameof(TunedModelRole.Reader), nameof(TunedModelRole.Writer)];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => Roles
        .Where(role => role.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
        .Select(static role => new CompletionResult(role));
}
