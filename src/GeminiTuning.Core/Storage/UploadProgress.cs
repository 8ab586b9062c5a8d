using System;
using System.Globalization;

namespace GeminiTuning.Core.Storage;

/// <summary>Tells how far an upload is, and ends the telling however the upload ends.</summary>
internal sealed class UploadProgress : IDisposable
{
    private const string Activity = "Upload training data";
    private const int BytesPerReport = 1 << 24;
    private readonly ITraceSink _trace;
    private long _read;
    private string _status = string.Empty;
    private bool _told;

    public UploadProgress(ITraceSink trace)
    {
        _trace = trace;
    }

    public void Reading(long bytes)
    {
        if (bytes - _read >= BytesPerReport)
        {
            _read = bytes;
            Tell(Megabytes(bytes) + " MB read and checked", -1);
        }
    }

    /// <param name="bytes">How much has arrived.</param>
    /// <param name="total">About how much there is.</param>
    public void Sending(long bytes, long total) =>
        Tell(Megabytes(bytes) + " of " + Megabytes(Math.Max(bytes, total)) + " MB sent", Math.Min(99.9, 100.0 * bytes / Math.Max(1, total)));

    public void Dispose()
    {
        if (_told)
        {
            _trace.Progress(Activity, _status, 100);
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture);

    private void Tell(string status, double percent)
    {
        _told = true;
        _status = status;
        _trace.Progress(Activity, status, percent);
    }
}
