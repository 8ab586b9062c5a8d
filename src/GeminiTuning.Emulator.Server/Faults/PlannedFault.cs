using System;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Faults;

/// <summary>A fault as it goes along: whom it befalls, what was drawn and what is used up. Its owner lets one request at a time in.</summary>
internal sealed class PlannedFault
{
    // Google's day of quotas begins at midnight of the Pacific's standard time.
    private static readonly TimeSpan DayBegins = TimeSpan.FromHours(8);

    private readonly SeededRandom _random;
    private readonly Regex? _path;
    private DateTimeOffset _windowEnd;
    private int _used;

    public PlannedFault(EmulatorFault fault, ulong seed)
    {
        Fault = fault;
        _random = new SeededRandom(seed);
        if (fault.Path is { } path)
        {
            // The pattern stands for the whole path or for its last parts.
            _path = new Regex("(^|/)" + Regex.Escape(path.TrimStart('/')).Replace(@"\*", ".*") + "$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        }
    }

    public EmulatorFault Fault { get; }

    private bool IsQuota => Fault.Kind is EmulatorFaultKind.QuotaPerMinute or EmulatorFaultKind.DailyQuota;

    /// <summary>How long the quota stays used up.</summary>
    public TimeSpan Remaining(DateTimeOffset now) => _windowEnd - now;

    /// <summary>Whether the fault is drawn for a request.</summary>
    public bool IsDrawn(RequestTarget target, bool hasToken, DateTimeOffset now)
    {
        if ((Fault.Method is { } method && !string.Equals(method, target.Verb, StringComparison.Ordinal))
            || _path?.IsMatch(target.Path) == false
            || (Fault.Kind == EmulatorFaultKind.TokenExpiry && !hasToken))
        {
            return false;
        }

        return IsQuota ? IsBeyond(now) : _random.NextDouble() < Fault.Probability && !(_used >= Fault.Count);
    }

    /// <summary>Notes that the fault befalls a request for which it is drawn.</summary>
    public void Use()
    {
        if (!IsQuota)
        {
            _used++;
        }
    }

    private bool IsBeyond(DateTimeOffset now)
    {
        if (now >= _windowEnd)
        {
            _used = 0;
            _windowEnd = Fault.Kind == EmulatorFaultKind.QuotaPerMinute
                ? now + TimeSpan.FromMinutes(1)
                : new DateTimeOffset((now.UtcDateTime - DayBegins).Date, TimeSpan.Zero) + TimeSpan.FromDays(1) + DayBegins;
        }

        if (_used >= Fault.Limit)
        {
            return true;
        }

        _used++;
        return false;
    }
}
