using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes the names of models that can be asked: tuned models first, then base models.</summary>
public sealed class AnyModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionRequest.Complete<TuningResource>(
            wordToComplete,
            fakeBoundParameters,
            static async (service, options) =>
                (await service.ListTunedModelsAsync(new TunedModelQuery(), null, options)).Items.Cast<TuningResource>()
                .Concat((await service.ListModelsAsync(null, options)).Items
                    .Where(static m => m.SupportedGenerationMethods.Contains("generateContent", StringComparer.Ordinal))),
            static model => model is TunedModel ? model.Id : model.Name,
            static model => model is TunedModel tuned ? $"{tuned.DisplayName ?? tuned.Name} ({tuned.State})" : model.Name);
}
