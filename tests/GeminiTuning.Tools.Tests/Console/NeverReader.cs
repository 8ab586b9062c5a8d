using System.IO;
using System.Threading;

namespace GeminiTuning.Tools.Tests.Console;

/// <summary>A keyboard at which nobody sits. What waits for it is a thread of the pool, which dies with the run.</summary>
internal sealed class NeverReader : TextReader
{
    public override string? ReadLine()
    {
        Thread.CurrentThread.Join();
        return null;
    }
}
