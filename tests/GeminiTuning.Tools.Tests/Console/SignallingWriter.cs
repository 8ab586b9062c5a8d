using System;
using System.IO;
using System.Threading.Tasks;

namespace GeminiTuning.Tools.Tests.Console;

/// <summary>Says when a text was written, so that a test need not guess how long that takes.</summary>
internal sealed class SignallingWriter(string awaited) : StringWriter
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Seen => _seen.Task;

    public override void Write(string? value)
    {
        base.Write(value);
        if (value?.Contains(awaited, StringComparison.Ordinal) == true)
        {
            _seen.TrySetResult();
        }
    }
}
