using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Decides what is to befall requests.</summary>
internal sealed class FaultPlan
{
    private readonly object _lock = new();
    private readonly TimeSpan _latency;
    private readonly IReadOnlyList<PlannedFault> _faults;

    /// <summary>Makes a plan; each fault has a sequence of its own, so that another one does not change it.</summary>
    public FaultPlan(IReadOnlyList<EmulatorFault> faults, int seed, TimeSpan latency)
    {
        _latency = latency;
        _faults = [.. faults.Select((fault, index) => new PlannedFault(fault, unchecked(((ulong)(uint)seed << 32) + (ulong)index)))];
    }

    /// <summary>Whether a plan with these faults breaks or holds connections.</summary>
    public static bool BreaksConnections(IReadOnlyList<EmulatorFault> faults) => faults.Any(fault =>
        fault.Kind is EmulatorFaultKind.ResetBeforeApplying or EmulatorFaultKind.ResetAfterApplying or EmulatorFaultKind.Stall);

    public FaultDecision Decide(RequestTarget target, bool hasToken, DateTimeOffset now)
    {
        var decision = new FaultDecision(_latency);
        if (_faults.Count == 0)
        {
            return decision;
        }

        lock (_lock)
        {
            // All are drawn, so that what one draws does not depend on the others.
            foreach (var drawn in _faults.Where(fault => fault.IsDrawn(target, hasToken, now)).ToList())
            {
                if (drawn.Fault.Delay is { } delay)
                {
                    drawn.Use();
                    decision = decision with { Delay = decision.Delay + delay, Fault = decision.Fault ?? drawn.Fault };
                }
                else if (decision.Kind is null or EmulatorFaultKind.Delay)
                {
                    drawn.Use();
                    decision = decision with { Fault = drawn.Fault, Refusal = RefusalOf(drawn, now) };
                }
            }
        }

        return decision;
    }

    private static Refusal? RefusalOf(PlannedFault drawn, DateTimeOffset now) => drawn.Fault.Kind switch
    {
        EmulatorFaultKind.Status => new Refusal(drawn.Fault.Status!.Value, drawn.Fault.RetryAfter),
        EmulatorFaultKind.QuotaPerMinute or EmulatorFaultKind.DailyQuota => new Refusal(429, drawn.Remaining(now), drawn.Fault),
        _ => null,
    };
}
