using System;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The rules that a tuned model keeps when it is created and when it is changed.</summary>
internal static class TunedModelRules
{
    private const int MaxDisplayNameLength = 40;

    public static void Check(Message tunedModel, RequestRules rules)
    {
        var displayName = tunedModel.GetString("display_name");
        rules.Require(
            displayName.Length <= MaxDisplayNameLength,
            "tuned_model.display_name",
            FormattableString.Invariant($"The display name is {displayName.Length} characters long; at most {MaxDisplayNameLength} are allowed, spaces included."));
        rules.Require(!(tunedModel.GetFloat("temperature") is { } temperature && !(temperature is >= 0 and <= 1)), "tuned_model.temperature", "The temperature must be in the range [0.0, 1.0].");
        rules.Require(!(tunedModel.GetFloat("top_p") is { } topP && !(topP is >= 0 and <= 1)), "tuned_model.top_p", "top_p must be in the range [0.0, 1.0].");
        rules.Require(!(tunedModel.GetInt32("top_k") < 1), "tuned_model.top_k", "top_k must be at least 1.");
    }
}
