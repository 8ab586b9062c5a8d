namespace GeminiTuning;

/// <summary>Takes what the engine has to tell while it works. Members may be called on any thread.</summary>
public interface ITraceSink
{
    /// <summary>Whether somebody reads the lines for support; otherwise there is no need to make them.</summary>
    bool WantsDebug { get; }

    /// <summary>Takes a line for the user who asked for detail.</summary>
    /// <param name="message">The line; it holds no secret.</param>
    void Verbose(string message);

    /// <summary>Takes a line for support: one per request and answer.</summary>
    /// <param name="message">The line; it holds no secret.</param>
    void Debug(string message);

    /// <summary>Takes something that the user should know.</summary>
    /// <param name="message">The line; it holds no secret.</param>
    void Warning(string message);

    /// <summary>Takes how far a long transfer is.</summary>
    /// <param name="activity">What is transferred.</param>
    /// <param name="status">How far it is, in words.</param>
    /// <param name="percent">The share done, 0 to 100, or -1 where the whole is not known; 100 ends it.</param>
    void Progress(string activity, string status, double percent);
}
