using System;
using System.Globalization;
using System.Linq;

namespace GeminiTuning;

/// <summary>The rules that a fault keeps.</summary>
internal static class EmulatorFaultRules
{
    private static readonly int[] Statuses = [400, 401, 403, 404, 408, 409, 429, 499, 500, 502, 503, 504];

    /// <summary>Refuses a fault that breaks a rule.</summary>
    /// <exception cref="TuningException">It breaks one.</exception>
    public static EmulatorFault Check(EmulatorFault fault)
    {
        bool isQuota = fault.Kind is EmulatorFaultKind.QuotaPerMinute or EmulatorFaultKind.DailyQuota;
        Require(fault.Kind is >= EmulatorFaultKind.Status and <= EmulatorFaultKind.TokenExpiry, nameof(fault.Kind), fault.Kind, "is none. Use a value of EmulatorFaultKind");
        Require(
            fault.Kind == EmulatorFaultKind.Status ? Statuses.Contains(fault.Status ?? 0) : fault.Status is null,
            nameof(fault.Status),
            fault.Status,
            fault.Kind == EmulatorFaultKind.Status ? "is no error that the services answer with. Use one of " + string.Join(", ", Statuses) : "goes with no other fault. Give each fault by itself");
        Require(
            fault.Kind == EmulatorFaultKind.Delay ? fault.Delay > TimeSpan.Zero && fault.Delay <= TimeSpan.FromDays(1) : fault.Delay is null,
            nameof(fault.Delay),
            fault.Delay,
            fault.Kind == EmulatorFaultKind.Delay ? "is not above zero and at most a day. Give seconds, such as 0.5, or a TimeSpan" : "goes with no other fault. Give each fault by itself");
        Require(
            isQuota ? fault.Limit >= 1 : fault.Limit is null,
            isQuota ? fault.Kind.ToString() : nameof(fault.Limit),
            fault.Limit,
            isQuota ? "is not a whole number of requests from 1. Use one, such as 60" : "is for quotas only. Leave it out");
        Require(
            fault.RetryAfter is not { } wait || (fault.Kind == EmulatorFaultKind.Status && wait >= TimeSpan.FromSeconds(1) && wait <= TimeSpan.FromHours(1) && wait.Ticks % TimeSpan.TicksPerSecond == 0),
            nameof(fault.RetryAfter),
            fault.RetryAfter,
            "is not a whole number of seconds from 1 to 3600 beside a Status. Use one, such as @{ Status = 503; RetryAfter = 5 }");
        Require(
            fault.Probability is >= 0 and <= 1 && (!isQuota || fault.Probability >= 1),
            nameof(fault.Probability),
            fault.Probability,
            isQuota ? "does not go with a quota, which counts every request. Leave it out" : "is not from 0 to 1. Use a share, such as 0.2 or '20%'");
        Require(
            fault.Count is null || (fault.Count >= 1 && !isQuota),
            nameof(fault.Count),
            fault.Count,
            isQuota ? "does not go with a quota. Leave it out" : "is not a whole number from 1. Use one, or leave it out for no end");
        Require(fault.Method is null || (fault.Method.Length > 0 && fault.Method.All(static c => c is >= 'A' and <= 'Z')), nameof(fault.Method), fault.Method, "is no HTTP method. Use one, such as POST");
        Require(fault.Path is null || fault.Path.Trim().Length > 0, nameof(fault.Path), fault.Path, "is blank. Use a path, such as 'tunedModels/*:generateContent'");
        return fault;
    }

    /// <summary>The error of a value that breaks a rule.</summary>
    public static TuningException Broken(string key, object? value, string rule) => new(
        "EmulatorFaultInvalid",
        TuningErrorKind.InvalidArgument,
        string.Format(CultureInfo.InvariantCulture, "{0} '{1}' of the fault {2}.", key, value, rule))
    {
        Target = value,
    };

    private static void Require(bool kept, string key, object? value, string rule)
    {
        if (!kept)
        {
            throw Broken(key, value, rule);
        }
    }
}
