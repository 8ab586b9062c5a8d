namespace GeminiTuning.Core.Auth;

/// <summary>For requests that belong to no call of the user's.</summary>
internal sealed class SilentTrace : ITraceSink
{
    public static SilentTrace Instance { get; } = new();

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
