using System;

namespace GeminiTuning.Console;

/// <summary>
/// Ctrl+C stops what runs; a second one before that comes to an end, or twice at an idle prompt, ends the process.
/// </summary>
internal sealed class InterruptHandler : IDisposable
{
    private readonly EngineSession _session;
    private bool _pressed;

    /// <summary>Starts to listen.</summary>
    public InterruptHandler(EngineSession session)
    {
        _session = session;
        System.Console.CancelKeyPress += OnCancelKeyPress;
    }

    /// <summary>What ran has ended, so the next Ctrl+C is a first one again.</summary>
    public void Reset() => _pressed = false;

    /// <inheritdoc/>
    public void Dispose() => System.Console.CancelKeyPress -= OnCancelKeyPress;

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !_pressed;
        _pressed = true;
        if (e.Cancel)
        {
            _session.Stop();
        }
    }
}
