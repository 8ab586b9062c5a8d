namespace GeminiTuning.Emulator.State;

/// <summary>The states of a tuned model, with the numbers of <c>TunedModel.State</c>.</summary>
internal enum ModelState
{
    Creating = 1,
    Active = 2,
    Failed = 3,
}
