namespace GeminiTuning.Completion;

/// <summary>Takes no notice, as Tab has no streams to write to.</summary>
internal sealed class NoTrace : ITraceSink
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
