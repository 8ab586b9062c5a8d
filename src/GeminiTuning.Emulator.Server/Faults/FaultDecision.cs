using System;

namespace GeminiTuning.Emulator.Faults;

/// <summary>What is to befall a request.</summary>
/// <param name="Delay">How much later its answer comes.</param>
/// <param name="Fault">The fault, if any; a delay only where there is no other.</param>
/// <param name="Refusal">What it is to be refused with.</param>
internal sealed record FaultDecision(TimeSpan Delay, EmulatorFault? Fault = null, Refusal? Refusal = null)
{
    public EmulatorFaultKind? Kind => Fault?.Kind;
}
