using System.IO;
using System.Threading;

namespace GeminiTuning.Tools.Tests.Console;

/// <summary>A keyboard at which nobody sits; the thread that waits for it is a background thread and dies with the run.</summary>
internal sealed class NeverReader : TextReader
{
    public override string? ReadLine()
    {
        Thread.CurrentThread.Join();
        return null;
    }
}
