using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Loading;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of saved connections.</summary>
public sealed class SavedConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        NameCompletion.Complete(
            wordToComplete,
            static options => Engine.Tuning.Connections.List(options).Select(static saved => (saved.Name, $"{saved.Backend} {saved.Project} {saved.Location}".TrimEnd())));
}
