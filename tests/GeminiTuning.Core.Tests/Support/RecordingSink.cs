using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Tests.Support;

internal sealed class RecordingSink : ITraceSink
{
    private readonly ConcurrentQueue<(string Stream, string Line)> _lines = new();

    public IReadOnlyList<string> VerboseLines => Of("verbose");

    public IReadOnlyList<string> DebugLines => Of("debug");

    public IReadOnlyList<string> WarningLines => Of("warning");

    public string All => string.Join("\n", _lines.Select(line => line.Line));

    public bool WantsDebug => true;

    public void Verbose(string message) => _lines.Enqueue(("verbose", message));

    public void Debug(string message) => _lines.Enqueue(("debug", message));

    public void Warning(string message) => _lines.Enqueue(("warning", message));

    public void Progress(string activity, string status, double percent) => _lines.Enqueue(("progress", activity + ": " + status));

    private string[] Of(string stream) => [.. _lines.Where(line => line.Stream == stream).Select(line => line.Line)];
}
