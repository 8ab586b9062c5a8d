using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace GeminiTuning.Console;

/// <summary>The streams of the process, with the progress bars that stand below what is written.</summary>
internal sealed class Terminal : IDisposable
{
    private const int WidthWithoutWindow = 120;

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _colouredErrors;
    private readonly ProgressDisplay? _progress;

    /// <summary>Makes a terminal of any streams.</summary>
    public Terminal(TextWriter output, TextWriter error, TerminalInput input, bool isTerminal, bool errorIsTerminal)
    {
        _output = output;
        _error = error;
        _colouredErrors = errorIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        Input = input;
        IsTerminal = isTerminal;
        _progress = isTerminal ? new ProgressDisplay(output, () => Width, TimeProvider.System) : null;
    }

    /// <summary>Where answers come from.</summary>
    public TerminalInput Input { get; }

    /// <summary>Whether what is written goes to a screen that understands escape sequences.</summary>
    public bool IsTerminal { get; }

    /// <summary>Whether somebody can see a question and answer it.</summary>
    public bool CanPrompt => IsTerminal && Input.IsKeyboard;

    /// <summary>The columns of the window, or a fixed number without one.</summary>
    public int Width => IsTerminal ? WindowWidth() : WidthWithoutWindow;

    /// <summary>Looks at where the streams of this process go.</summary>
    public static Terminal ForThisProcess() => new(
        System.Console.Out,
        System.Console.Error,
        new TerminalInput(System.Console.In, !System.Console.IsInputRedirected),
        !System.Console.IsOutputRedirected && VirtualTerminal.IsSupported(),
        !System.Console.IsErrorRedirected && VirtualTerminal.IsSupported());

    /// <summary>Whether what is written at present is an error.</summary>
    public bool WritesErrors { get; set; }

    /// <summary>Writes to the output, without its colours when they would land in a file.</summary>
    public void Write(string text)
    {
        if (WritesErrors)
        {
            WriteError(text);
        }
        else
        {
            Write(_output, PSHostUserInterface.GetOutputString(text, IsTerminal));
        }
    }

    /// <summary>Writes to the error stream, in red on a screen.</summary>
    public void WriteError(string text)
    {
        string plain = new StringDecorated(text).ToString(OutputRendering.PlainText);
        if (_colouredErrors && !string.IsNullOrWhiteSpace(plain))
        {
            // The line break stays outside: a terminal paints the rest of the line otherwise.
            string line = plain.TrimEnd('\r', '\n');
            plain = PSStyle.Instance.Formatting.Error + line + PSStyle.Instance.Reset + plain[line.Length..];
        }

        Write(_error, plain);
    }

    /// <summary>Shows or takes down one bar.</summary>
    public void Report(long sourceId, ProgressRecord record) => _progress?.Report(sourceId, record);

    /// <summary>Takes down all bars.</summary>
    public void ResetProgress() => _progress?.Reset();

    /// <summary>Reads a line of the user; null at the end of the input.</summary>
    public string? ReadLine()
    {
        string? line = Input.ReadLine();
        _progress?.AtLineStart();
        return line;
    }

    /// <inheritdoc/>
    public void Dispose() => _progress?.Dispose();

    private void Write(TextWriter target, string text)
    {
        if (_progress is null)
        {
            target.Write(text);
        }
        else
        {
            _progress.Write(target, text);
        }
    }

    private static int WindowWidth()
    {
        try
        {
            return System.Console.WindowWidth is > 0 and int width ? width : WidthWithoutWindow;
        }
        catch (IOException)
        {
            return WidthWithoutWindow;
        }
    }
}
