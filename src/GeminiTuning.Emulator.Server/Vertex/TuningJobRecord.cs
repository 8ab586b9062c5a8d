using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A tuning job at one moment.</summary>
/// <param name="Name">The resource name.</param>
/// <param name="Sequence">The place in the order of creation.</param>
/// <param name="Resource">The <c>TuningJob</c>. It is not changed, only replaced.</param>
/// <param name="Curves">What was measured; it grows while the job runs.</param>
internal sealed record TuningJobRecord(string Name, long Sequence, Message Resource, LossCurves Curves) : ITableRecord
{
    public string State => Resource.GetEnum("state");

    public bool IsOver => State is JobStates.Succeeded or JobStates.Failed or JobStates.Cancelled;
}
