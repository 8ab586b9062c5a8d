namespace GeminiTuning;

/// <summary>The state of a tuned model; the numbers are those of the API's <c>TunedModel.State</c>.</summary>
public enum TunedModelState
{
    /// <summary><c>STATE_UNSPECIFIED</c>, or a state that this version does not know.</summary>
    Unspecified = 0,

    /// <summary><c>CREATING</c>: being tuned, not ready to be called.</summary>
    Creating = 1,

    /// <summary><c>ACTIVE</c>: ready to be called.</summary>
    Active = 2,

    /// <summary><c>FAILED</c>: tuning ended without a usable model.</summary>
    Failed = 3,
}
