using System.Threading.Tasks;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Asks the Gemini API for its models.</summary>
internal sealed class GeminiApiCheck : Check
{
    private readonly ITuningBackend _backend;

    public GeminiApiCheck(ITuningBackend backend)
    {
        _backend = backend;
    }

    public override string Name => CheckNames.Api;

    public override string Fix => "Enable it at https://console.cloud.google.com/apis/library/generativelanguage.googleapis.com, or correct the credential and run Connect-GeminiTuning.";

    public override async Task<ConnectionCheck> RunAsync(CallOptions options)
    {
        var page = await _backend.ListModelsAsync(null, options).ConfigureAwait(false);
        return page.Items.Count > 0 ? Passed("The Gemini API lists its models.") : Failed("The Gemini API lists no model.");
    }
}
