using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of base models.</summary>
public sealed class GeminiModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionRequest.Complete<GeminiModel>(
            wordToComplete,
            fakeBoundParameters,
            static async (service, options) => (await service.ListModelsAsync(null, options)).Items,
            static model => model.Name,
            static model => model.DisplayName ?? model.Name);
}
