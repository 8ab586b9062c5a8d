namespace GeminiTuning.Module.Tests.Throttling;

/// <summary>A request that has arrived.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Line">Method and path.</param>
/// <param name="Body">The body.</param>
/// <param name="Timestamp">When it arrived, in ticks of the stopwatch.</param>
internal sealed record LoggedRequest(int Number, string Line, string Body, long Timestamp);
