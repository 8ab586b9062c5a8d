using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Faults;

/// <summary>The last requests, and how many of each kind there were: no more memory however many come.</summary>
internal sealed class RequestLog
{
    private const int Kept = 20_000;
    private const int Kinds = 1_000;
    private const int PathLength = 512;

    private readonly object _lock = new();
    private readonly Queue<EmulatorRequest> _requests = new();
    private readonly Dictionary<EmulatorRequestCount, long> _counts = [];
    private long _number;

    public void Add(DateTimeOffset time, string verb, string path, string route, int? status, EmulatorFaultKind? fault, bool applied)
    {
        path = path.Length > PathLength ? path.Substring(0, PathLength) : path;
        var kind = new EmulatorRequestCount(verb, route, status, fault, applied, Count: 0);
        lock (_lock)
        {
            _requests.Enqueue(new EmulatorRequest(++_number, time, verb, path, route, status, fault, applied));
            if (_requests.Count > Kept)
            {
                _requests.Dequeue();
            }

            // Methods are the client's to choose.
            kind = _counts.Count < Kinds || _counts.ContainsKey(kind) ? kind : new EmulatorRequestCount("", "", status, fault, applied, Count: 0);
            _counts[kind] = _counts.TryGetValue(kind, out var count) ? count + 1 : 1;
        }
    }

    public IReadOnlyList<EmulatorRequest> GetRequests()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public IReadOnlyList<EmulatorRequestCount> GetCounts()
    {
        lock (_lock)
        {
            return [.. _counts
                .Select(pair => pair.Key with { Count = pair.Value })
                .OrderBy(count => count.Route, StringComparer.Ordinal)
                .ThenBy(count => count.Method, StringComparer.Ordinal)
                .ThenBy(count => count.Status)
                .ThenBy(count => count.Fault)];
        }
    }
}
