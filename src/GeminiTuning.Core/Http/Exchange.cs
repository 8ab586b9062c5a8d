using System;
using System.Globalization;

namespace GeminiTuning.Core.Http;

/// <summary>A call on its way, over all of its attempts: how the last one ended, and what follows from that.</summary>
internal sealed class Exchange
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _longest;
    private readonly long _start;

    public Exchange(ServiceCall call, ServiceRequest request, TimeProvider time, TimeSpan longest)
    {
        Call = call;
        Request = request;
        _time = time;
        _longest = longest;
        _start = time.GetTimestamp();
        StartTime = time.GetUtcNow();
    }

    public ServiceCall Call { get; }

    public ServiceRequest Request { get; }

    public DateTimeOffset StartTime { get; }

    /// <summary>How often the request has been sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>The refusal in the last answer, if it was one.</summary>
    public ServiceFault? Fault { get; private set; }

    /// <summary>How the last attempt ended, in a few words.</summary>
    public string Reason { get; private set; } = string.Empty;

    /// <summary>The error that the last attempt ended with.</summary>
    public TuningException? Error { get; set; }

    public bool MayBeSentAgain { get; private set; }

    /// <summary>Whether some attempt, of which nobody knows, may have done what was asked for.</summary>
    public bool MayHaveTakenEffect { get; private set; }

    /// <summary>Whether a part of the answer has gone to the caller, who must not get it twice.</summary>
    public bool IsHandedOver { get; set; }

    /// <summary>The time that is left for the call.</summary>
    public TimeSpan Remaining => _longest - _time.GetElapsedTime(_start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>A limit for a step, or the time that is left for the call if that is less.</summary>
    public TimeSpan Within(TimeSpan limit) => Remaining is var left && left < limit ? left : limit;

    /// <summary>Notes that it is being looked for what was made without a word.</summary>
    public void TakeUp()
    {
        MayHaveTakenEffect = false;
        MayBeSentAgain = false;
    }

    public void Begin()
    {
        Attempts++;
        Fault = null;
        Error = null;
        MayBeSentAgain = false;
    }

    public void Refused(ServiceFault fault)
    {
        Fault = fault;
        Reason = string.Format(CultureInfo.InvariantCulture, "{0} {1}", fault.HttpStatus, fault.Error.Status).TrimEnd();
        MayBeSentAgain = !IsHandedOver && !fault.IsDailyQuota && Call.Retry.Covers(fault.HttpStatus);

        // What is there already may have been made by an earlier attempt.
        MayHaveTakenEffect |= RetryRule.LeavesUnsure(fault.HttpStatus) || (fault.HttpStatus == 409 && Attempts > 1);
    }

    /// <summary>Notes that the request did not reach the service.</summary>
    public void NotSent(string reason)
    {
        Reason = reason;
        MayBeSentAgain = true;
    }

    /// <summary>Notes that no answer came, or not the whole of it.</summary>
    public void AnswerLost(string reason)
    {
        Reason = reason;
        MayBeSentAgain = !IsHandedOver && Call.Retry.AfterLostAnswer;
        MayHaveTakenEffect = true;
    }

    /// <summary>Notes that an answer came that nobody understands: asking again would bring the same.</summary>
    public void Unreadable()
    {
        Reason = "an answer that is not JSON";
        MayHaveTakenEffect = true;
    }
}
