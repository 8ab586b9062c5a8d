using System;
using System.IO;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;

namespace GeminiTuning.Console;

/// <summary>Reads what the user types, in a way that Ctrl+C can end.</summary>
internal sealed class TerminalInput(TextReader reader, bool isKeyboard)
{
    private static readonly TimeSpan KeyPoll = TimeSpan.FromMilliseconds(30);

    private volatile TaskCompletionSource _interrupted = NewSignal();
    private Task<string?>? _pending;

    /// <summary>Whether a person types, rather than a file or a pipe.</summary>
    public bool IsKeyboard { get; } = isKeyboard;

    /// <summary>Forgets an earlier interruption.</summary>
    public void Reset() => _interrupted = NewSignal();

    /// <summary>Ends the read that waits, and those that come before the next reset.</summary>
    public void Interrupt() => _interrupted.TrySetResult();

    /// <summary>Reads a line; null at the end of the input.</summary>
    /// <exception cref="PipelineStoppedException">The user pressed Ctrl+C.</exception>
    public string? ReadLine()
    {
        // A blocked read cannot be taken back, so it runs beside us, and the next caller gets its line.
        _pending ??= Task.Run(reader.ReadLine);
        if (Task.WaitAny(_interrupted.Task, _pending) == 0)
        {
            throw new PipelineStoppedException();
        }

        string? line = _pending.GetAwaiter().GetResult();
        _pending = null;
        return line;
    }

    /// <summary>Reads a line without showing it.</summary>
    /// <exception cref="PipelineStoppedException">The user pressed Ctrl+C.</exception>
    public SecureString ReadSecret()
    {
        var secret = new SecureString();
        while (true)
        {
            while (!System.Console.KeyAvailable)
            {
                if (_interrupted.Task.Wait(KeyPoll))
                {
                    secret.Dispose();
                    throw new PipelineStoppedException();
                }
            }

            ConsoleKeyInfo key = System.Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    secret.MakeReadOnly();
                    return secret;
                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        secret.AppendChar(key.KeyChar);
                    }

                    break;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
