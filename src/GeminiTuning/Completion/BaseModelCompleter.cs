using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of models that can be tuned: base models first, then tuned models to tune on from.</summary>
public sealed class BaseModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionRequest.Complete<TuningResource>(
            wordToComplete,
            fakeBoundParameters,
            static async (service, options) =>
                (await service.ListModelsAsync(null, options)).Items.Where(static m => m.Tunable).Cast<TuningResource>()
                .Concat((await service.ListTunedModelsAsync(new TunedModelQuery(), null, options)).Items
                    .Where(static m => m.State == TunedModelState.Active)),
            static model => model.Name,
            static model => model switch
            {
                GeminiModel m => m.DisplayName ?? m.Name,
                TunedModel m => $"tune on from {m.DisplayName ?? m.Name}",
                _ => model.Name,
            });
}
