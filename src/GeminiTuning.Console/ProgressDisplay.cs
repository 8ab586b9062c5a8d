using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading;

namespace GeminiTuning.Console;

/// <summary>
/// One bar per activity on the last lines of the terminal. Text is written above the bars; they are redrawn in place,
/// and not more often than a person can see.
/// </summary>
internal sealed class ProgressDisplay : IDisposable
{
    private const int MostBars = 8;
    private const string EraseLine = "\r\u001b[2K";
    private const string LineUp = "\u001b[1A";

    // A cell may be wider than a character; without wrapping, a line that is too long stays one line.
    private const string WrapOff = "\u001b[?7l";
    private const string WrapOn = "\u001b[?7h";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<(long Source, ProgressRecord Record)> _bars = [];
    private readonly TextWriter _screen;
    private readonly Func<int> _width;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long? _drawnAt;
    private int _drawnLines;
    private bool _atLineStart = true;
    private bool _dirty;

    /// <summary>Makes a display on a screen of a width that may change.</summary>
    public ProgressDisplay(TextWriter screen, Func<int> width, TimeProvider time)
    {
        _screen = screen;
        _width = width;
        _time = time;
        _timer = time.CreateTimer(
            static display => ((ProgressDisplay)display!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Shows what an activity reports, or takes its bar down.</summary>
    public void Report(long source, ProgressRecord record)
    {
        lock (_gate)
        {
            int index = _bars.FindIndex(bar => bar.Source == source && bar.Record.ActivityId == record.ActivityId);
            if (record.RecordType == ProgressRecordType.Completed)
            {
                if (index < 0)
                {
                    return;
                }

                _bars.RemoveAt(index);
            }
            else if (index >= 0)
            {
                _bars[index] = (source, record);
            }
            else
            {
                _bars.Add((source, record));
            }

            if (_bars.Count == 0)
            {
                Erase();
            }
            else
            {
                Schedule();
            }
        }
    }

    /// <summary>Writes text where the bars stand; they come back below it.</summary>
    public void Write(TextWriter target, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            Erase();
            target.Write(text);
            _atLineStart = text[^1] == '\n';
            Schedule();
        }
    }

    /// <summary>The user ended a line by typing.</summary>
    public void AtLineStart()
    {
        lock (_gate)
        {
            _atLineStart = true;
        }
    }

    /// <summary>Takes down all bars: what reported them is over.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _bars.Clear();
            Erase();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reset();
        _timer.Dispose();
    }

    // Draws now, or when the interval is over: the last report must not be lost to the limit.
    private void Schedule()
    {
        if (_bars.Count == 0)
        {
            return;
        }

        TimeSpan left = _drawnAt is { } drawnAt ? Interval - _time.GetElapsedTime(drawnAt) : TimeSpan.Zero;
        if (left <= TimeSpan.Zero)
        {
            Draw();
        }
        else if (!_dirty)
        {
            _dirty = true;
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_dirty)
            {
                Draw();
            }
        }
    }

    private void Draw()
    {
        _dirty = false;
        if (_bars.Count == 0 || !_atLineStart)
        {
            return;
        }

        // One write, so that the terminal never shows half of it.
        var frame = new StringBuilder();
        AppendErase(frame);
        frame.Append(WrapOff);
        string[] lines = [.. Lines(_width() - 1)];
        frame.AppendJoin('\n', lines);
        frame.Append(WrapOn);
        _screen.Write(frame);
        _drawnLines = lines.Length;
        _drawnAt = _time.GetTimestamp();
    }

    private void Erase()
    {
        if (_drawnLines > 0)
        {
            var frame = new StringBuilder();
            AppendErase(frame);
            _screen.Write(frame);
            _drawnLines = 0;
        }
    }

    private void AppendErase(StringBuilder frame)
    {
        for (int line = 0; line < _drawnLines; line++)
        {
            frame.Append(line == 0 ? string.Empty : LineUp).Append(EraseLine);
        }
    }

    private IEnumerable<string> Lines(int width)
    {
        foreach ((long source, ProgressRecord record) in _bars.Take(MostBars))
        {
            bool nested = _bars.Exists(bar => bar.Source == source && bar.Record.ActivityId == record.ParentActivityId);
            yield return ProgressLine.Of(record, nested ? 2 : 0, width);
        }

        if (_bars.Count > MostBars)
        {
            yield return $"and {_bars.Count - MostBars} more";
        }
    }
}
