namespace GeminiTuning.Emulator.Vertex;

/// <summary>The states that tuning jobs of the emulator have.</summary>
internal static class JobStates
{
    public const string Pending = "JOB_STATE_PENDING";
    public const string Running = "JOB_STATE_RUNNING";
    public const string Succeeded = "JOB_STATE_SUCCEEDED";
    public const string Failed = "JOB_STATE_FAILED";
    public const string Cancelled = "JOB_STATE_CANCELLED";
}
