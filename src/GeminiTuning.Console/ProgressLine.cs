using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace GeminiTuning.Console;

/// <summary>One line of progress: activity, status, bar, time left.</summary>
internal static class ProgressLine
{
    private const int BarWidth = 20;

    /// <summary>The line, never longer than the width.</summary>
    public static string Of(ProgressRecord record, int indent, int width)
    {
        var line = new StringBuilder();
        line.Append(' ', indent).Append(record.Activity);
        if (!string.IsNullOrEmpty(record.StatusDescription))
        {
            line.Append(": ").Append(record.StatusDescription);
        }

        if (!string.IsNullOrEmpty(record.CurrentOperation))
        {
            line.Append(" - ").Append(record.CurrentOperation);
        }

        string tail = Bar(record.PercentComplete) + TimeLeft(record.SecondsRemaining);
        int room = width - tail.Length;
        if (room <= 0)
        {
            // A very narrow window: what is going on matters more than the bar.
            (room, tail) = (width, string.Empty);
        }

        return Fit(line, Math.Max(room, 0)) + tail;
    }

    private static string Bar(int percent)
    {
        if (percent < 0)
        {
            return string.Empty;
        }

        percent = Math.Min(percent, 100);
        string bar = new string('=', percent * BarWidth / 100).PadRight(BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $" [{bar}] {percent,3}%");
    }

    private static string TimeLeft(int seconds) =>
        seconds < 0
            ? string.Empty
            : TimeSpan.FromSeconds(seconds).ToString("' '%h':'mm':'ss' left'", CultureInfo.InvariantCulture);

    private static string Fit(StringBuilder line, int room)
    {
        for (int i = 0; i < line.Length; i++)
        {
            // A line break or an escape sequence would break the redraw.
            if (char.IsControl(line[i]))
            {
                line[i] = ' ';
            }
        }

        if (line.Length <= room)
        {
            return line.ToString();
        }

        return room < 1 ? string.Empty : line.ToString(0, room - 1) + "\u2026";
    }
}
