namespace GeminiTuning.Benchmarks;

/// <summary>Takes what the engine tells and keeps it to itself.</summary>
internal sealed class SilentTrace : ITraceSink
{
    public bool WantsDebug => false;

    public void Verbose(string message)
    {
    }

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
