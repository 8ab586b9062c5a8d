using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Loading;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of gcloud's configurations.</summary>
public sealed class GcloudConfigurationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        NameCompletion.Complete(
            wordToComplete,
            static options => Engine.Tuning.GcloudConfigurations.List(options).Select(static name => (name, name)));
}
