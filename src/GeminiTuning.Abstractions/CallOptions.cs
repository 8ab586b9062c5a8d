using System.Threading;

namespace GeminiTuning;

/// <summary>What accompanies one call to the engine.</summary>
/// <param name="Trace">Where the call tells what it does.</param>
/// <param name="CancellationToken">Ends the call early; nothing is sent after it fires.</param>
public sealed record CallOptions(ITraceSink Trace, CancellationToken CancellationToken);
