using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of tuned models.</summary>
public sealed class TunedModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionRequest.Complete<TunedModel>(
            wordToComplete,
            fakeBoundParameters,
            static async (service, options) => (await service.ListTunedModelsAsync(new TunedModelQuery(), null, options)).Items,
            static model => model.Id,
            static model => $"{model.DisplayName ?? model.Name} ({model.State})");
}
