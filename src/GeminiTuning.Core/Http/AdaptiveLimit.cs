using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// How many requests may be under way at the same time. There is no limit until the service refuses one as too many. Then
/// it is half of what was under way, and grows by one for each round of successes while it holds anything back; so it
/// never grows beyond what the callers themselves allow. Requests that wait are let through in their order.
/// </summary>
internal sealed class AdaptiveLimit(TimeProvider time)
{
    private const int Unlimited = int.MaxValue;

    // Google counts quotas by the minute: after one without a refusal nothing is known any more.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<Turn>> _waiting = new();
    private double _limit = Unlimited;
    private int _running;
    private long _number;
    private long _firstAfterRefusal;
    private long _lastRefusal;

    /// <summary>The limit as it stands.</summary>
    public int Current
    {
        get
        {
            lock (_gate)
            {
                return (int)_limit;
            }
        }
    }

    /// <summary>Waits for leave to send. Each that was let in must be followed by one call that says how it ended.</summary>
    /// <returns>The request's turn.</returns>
    public ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<Turn> turn;
        lock (_gate)
        {
            if (_limit < Unlimited && time.GetElapsedTime(_lastRefusal) > Memory)
            {
                _limit = Unlimited;
                LetIn();
            }

            if (_running < (int)_limit && _waiting.Count == 0)
            {
                return new ValueTask<Turn>(Begin());
            }

            turn = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        return new ValueTask<Turn>(AwaitTurnAsync(turn, cancellationToken));
    }

    /// <summary>The request has succeeded.</summary>
    public void Succeed()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
            {
                _limit += 1 / _limit;
            }

            Leave();
        }
    }

    /// <summary>The request has ended in a way that tells nothing of the load.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            LetIn();
        }
    }

    /// <summary>The service has refused the request as one too many.</summary>
    /// <param name="turn">The request's turn.</param>
    /// <returns>The new limit, or <see langword="null"/> where it stays as it was.</returns>
    public int? Refuse(Turn turn)
    {
        lock (_gate)
        {
            _lastRefusal = time.GetTimestamp();
            var before = (int)_limit;
            if (turn.Number >= _firstAfterRefusal)
            {
                // What was sent together is refused together, and that is one refusal.
                _limit = Math.Max(1, Math.Min(before, Math.Max(turn.Running, _running)) / 2);
                _firstAfterRefusal = _number + 1;
            }

            Leave();
            return (int)_limit == before ? null : (int)_limit;
        }
    }

    private static async Task<Turn> AwaitTurnAsync(TaskCompletionSource<Turn> turn, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(static state => ((TaskCompletionSource<Turn>)state!).TrySetCanceled(), turn))
        {
            try
            {
                return await turn.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    private void LetIn()
    {
        while (_waiting.Count > 0 && _running < (int)_limit)
        {
            // One that has been cancelled meanwhile takes no place.
            if (_waiting.Dequeue().TrySetResult(new Turn(_number + 1, _running + 1)))
            {
                Begin();
            }
        }
    }

    private Turn Begin() => new(++_number, ++_running);

    /// <summary>A request that was let in.</summary>
    /// <param name="Number">Its number, counted from the first.</param>
    /// <param name="Running">How many were under way with it.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Turn(long Number, int Running);
}
