using System;

namespace GeminiTuning.Console;

/// <summary>Ctrl+C stops what runs; a second one, while nothing came back in between, ends the process.</summary>
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

    /// <summary>The user goes on, so the next Ctrl+C is a first one again.</summary>
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
