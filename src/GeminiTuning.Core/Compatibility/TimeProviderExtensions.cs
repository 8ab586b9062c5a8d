using System;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core;

/// <summary>Waiting on a <see cref="TimeProvider"/>, which the two frameworks spell differently.</summary>
internal static class TimeProviderExtensions
{
    public static Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
#if NETFRAMEWORK
        TimeProviderTaskExtensions.Delay(time, delay, cancellationToken);
#else
        Task.Delay(delay, time, cancellationToken);
#endif

    public static CancellationTokenSource CancelAfter(this TimeProvider time, TimeSpan delay) =>
#if NETFRAMEWORK
        TimeProviderTaskExtensions.CreateCancellationTokenSource(time, delay);
#else
        new(delay, time);
#endif
}
