using System;

namespace GeminiTuning.Benchmarks;

/// <summary>Takes what the engine tells, for the sake of the moments when it does.</summary>
internal sealed class SilentTrace(Action onProgress) : ITraceSink
{
    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }

    public void Warning(string message)
    {
    }

    public void Progress(string activity, string status, double percent) => onProgress();
}
