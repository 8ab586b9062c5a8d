using System;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Waits until a long-running operation is done.</summary>
internal sealed class OperationWaiter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private readonly VertexClient _client;
    private readonly TimeProvider _time;

    public OperationWaiter(VertexClient client, TimeProvider time)
    {
        _client = client;
        _time = time;
    }

    /// <param name="operation">The operation as it began; <see langword="null"/> when it turned out to be over already.</param>
    /// <param name="what">What it does, in words, for errors.</param>
    /// <param name="options">What accompanies the call.</param>
    public async Task WaitAsync(WireOperation? operation, string what, CallOptions options)
    {
        var start = _time.GetTimestamp();
        var pause = FirstPause;
        while (operation is { Done: false, Name: { Length: > 0 } name })
        {
            if (_time.GetElapsedTime(start) >= Limit)
            {
                throw VertexErrors.OperationTimedOut(what, name, Limit);
            }

            await _time.DelayAsync(pause, options.CancellationToken).ConfigureAwait(false);
            operation = await _client.FindAsync(name, VertexJson.Default.WireOperation, options).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }

        if (operation?.Error != null)
        {
            throw VertexErrors.OperationFailed(what, operation.Name, StatusMapper.Map(operation.Error, _client.Redactor)!);
        }
    }
}
