using System;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Storage;

/// <summary>Takes the id of an upload out of traces: whoever knows it can write to the object without a credential.</summary>
internal sealed class SessionTrace : ITraceSink
{
    private static readonly Regex UploadId = new(@"(?<=[?&]upload_id=)[^&\s:]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    private readonly ITraceSink _inner;

    public SessionTrace(ITraceSink inner)
    {
        _inner = inner;
    }

    public bool WantsDebug => _inner.WantsDebug;

    public void Verbose(string message) => _inner.Verbose(Clean(message));

    public void Debug(string message) => _inner.Debug(Clean(message));

    public void Warning(string message) => _inner.Warning(Clean(message));

    public void Progress(string activity, string status, double percent) => _inner.Progress(activity, status, percent);

    private static string Clean(string message) => UploadId.Replace(message, "***");
}
