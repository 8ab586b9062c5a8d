using System.Collections.Concurrent;

namespace GeminiTuning.Core.Tests.VertexAI;

/// <summary>Keeps what the engine tells.</summary>
internal sealed class RecordingTrace : ITraceSink
{
    public ConcurrentQueue<string> VerboseLines { get; } = new();

    public bool WantsDebug => false;

    public void Verbose(string message) => VerboseLines.Enqueue(message);

    public void Debug(string message)
    {
    }

    public void Warning(string message)
    {
    }

    public void Progress(string activity, string status, double percent)
    {
    }
}
