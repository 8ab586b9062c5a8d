using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Looks for a base model that can be tuned.</summary>
internal sealed class TunableModelsCheck : Check
{
    private readonly ITuningBackend _backend;
    private readonly Func<CallOptions, Task>? _askLocation;

    /// <param name="backend">The service.</param>
    /// <param name="askLocation">Asks whether the location tunes, where the service's list of models does not show that.</param>
    public TunableModelsCheck(ITuningBackend backend, Func<CallOptions, Task>? askLocation)
    {
        _backend = backend;
        _askLocation = askLocation;
    }

    public override string Name => CheckNames.Models;

    public override IReadOnlyList<string> Needs => [CheckNames.Api, CheckNames.Project];

    public override string Fix => _backend.Kind == TuningBackend.GeminiApi
        ? "Use Vertex AI: Connect-GeminiTuning -Backend VertexAI."
        : "Connect to a location that tunes, such as us-central1: Connect-GeminiTuning -Location.";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        if (_askLocation != null)
        {
            await _askLocation(options).ConfigureAwait(false);
        }

        string? token = null;
        do
        {
            var page = await _backend.ListModelsAsync(token, options).ConfigureAwait(false);
            var tunable = page.Items.Where(static model => model.Tunable).Select(static model => model.Id).ToList();
            if (tunable.Count > 0)
            {
                return Passed(string.Join(", ", tunable) + ".");
            }

            token = page.NextPageToken;
        }
        while (token != null);

        return Failed("The service offers no model to tune" + (_backend.Kind == TuningBackend.GeminiApi ? "; the Gemini API has had none since May 2025." : "."));
    }
}
