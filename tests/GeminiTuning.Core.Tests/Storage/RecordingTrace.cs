using System.Collections.Concurrent;

namespace GeminiTuning.Core.Tests.Storage;

/// <summary>Keeps what the engine tells.</summary>
internal sealed class RecordingTrace : ITraceSink
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<double> Percents { get; } = new();

    public string Text => string.Join("\n", Lines.ToArray());

    public bool WantsDebug => true;

    public void Verbose(string message) => Lines.Enqueue(message);

    public void Debug(string message) => Lines.Enqueue(message);

    public void Warning(string message) => Lines.Enqueue(message);

    public void Progress(string activity, string status, double percent)
    {
        Lines.Enqueue(activity + ": " + status);
        Percents.Enqueue(percent);
    }
}
