using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Google.Apis.Http;
using Google.Apis.Util;

namespace GeminiTuning.Core.Storage;

/// <summary>The pauses between the tries of an upload, on the injected clock and told to the user.</summary>
internal sealed class UploadBackOff : BackOffHandler
{
    private readonly TimeProvider _time;
    private readonly ITraceSink _trace;

    public UploadBackOff(int retries, TimeProvider time, ITraceSink trace)
        : base(new Initializer(new ExponentialBackOff(TimeSpan.FromMilliseconds(250), retries))
        {
            MaxTimeSpan = TimeSpan.FromSeconds(60),
            RespectRetryAfterHeader = true,
            HandleUnsuccessfulResponseFunc = static response => (int)response.StatusCode is 429 or >= 500,
        })
    {
        _time = time;
        _trace = trace;
    }

    protected override Task Wait(TimeSpan ts, CancellationToken cancellationToken)
    {
        _trace.Verbose(string.Format(CultureInfo.InvariantCulture, "The upload was interrupted; going on in {0:0.##} s.", ts.TotalSeconds));
        return _time.DelayAsync(ts, cancellationToken);
    }
}
