using System;
using System.IO;
using System.Management.Automation;
using GeminiTuning.Console;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Tools.Tests.Console;

public sealed class ProgressDisplayTests : IDisposable
{
    private const string Erase = "\r\u001b[2K";
    private const string EraseTwo = Erase + "\u001b[1A" + Erase;

    private readonly StringWriter _screen = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ProgressDisplay _display;

    public ProgressDisplayTests() => _display = new ProgressDisplay(_screen, static () => 60, _time);

    public void Dispose() => _display.Dispose();

    [Fact]
    public void The_first_report_is_drawn_at_once_and_later_ones_at_most_ten_times_a_second()
    {
        Report(1, "first", 0);
        string first = Drawn();
        for (int percent = 1; percent <= 50; percent++)
        {
            Report(1, "first", percent);
        }

        string during = Drawn();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Contains("first", first, StringComparison.Ordinal);
        Assert.Equal(string.Empty, during);
        Assert.Contains(" 50%", Drawn(), StringComparison.Ordinal);
    }

    [Fact]
    public void Activities_stand_below_each_other_and_go_when_they_complete()
    {
        Report(1, "first", 10);
        Report(2, "second", 20);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        string both = Drawn();
        Complete(1);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        string one = Drawn();
        Complete(2);

        Assert.Equal(2, both.Split('\n').Length);
        Assert.StartsWith(EraseTwo, one, StringComparison.Ordinal);
        Assert.DoesNotContain("first", one, StringComparison.Ordinal);
        Assert.Contains("second", one, StringComparison.Ordinal);
        Assert.Equal(Erase, Drawn());
    }

    [Fact]
    public void Text_is_written_above_the_bars()
    {
        Report(1, "first", 10);
        Drawn();
        _display.Write(_screen, "a line\n");
        string written = Drawn();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(Erase + "a line\n", written);
        Assert.Contains("first", Drawn(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_not_ended_is_not_drawn_over()
    {
        _display.Write(_screen, "question: ");
        Report(1, "first", 10);
        string before = Drawn();
        _display.AtLineStart();
        Report(1, "first", 20);

        Assert.Equal("question: ", before);
        Assert.Contains("first", Drawn(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reset_takes_down_all_bars()
    {
        Report(1, "first", 10);
        Drawn();
        _display.Reset();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Erase, Drawn());
    }

    private void Report(int id, string activity, int percent) =>
        _display.Report(0, new ProgressRecord(id, activity, "status") { PercentComplete = percent });

    private void Complete(int id) =>
        _display.Report(0, new ProgressRecord(id, "activity", "status") { RecordType = ProgressRecordType.Completed });

    private string Drawn()
    {
        string drawn = _screen.ToString();
        _screen.GetStringBuilder().Clear();
        return drawn;
    }
}
