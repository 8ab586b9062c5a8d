using System.Management.Automation;
using GeminiTuning.Console;
using Xunit;

namespace GeminiTuning.Tools.Tests.Console;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_line_says_what_how_far_and_how_long()
    {
        var record = new ProgressRecord(1, "Tuning", "step 5")
        {
            PercentComplete = 50,
            SecondsRemaining = 3725,
            CurrentOperation = "epoch 2",
        };

        string line = ProgressLine.Of(record, 2, 200);

        Assert.Equal("  Tuning: step 5 - epoch 2 [==========          ]  50% 1:02:05 left", line);
    }

    [Fact]
    public void A_line_without_a_percentage_has_no_bar() =>
        Assert.Equal("Tuning: waiting", ProgressLine.Of(new ProgressRecord(1, "Tuning", "waiting"), 0, 80));

    [Fact]
    public void A_line_break_in_the_text_does_not_break_the_line() =>
        Assert.Equal("Tuning: a b", ProgressLine.Of(new ProgressRecord(1, "Tuning", "a\nb"), 0, 80));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(29)]
    [InlineData(40)]
    [InlineData(79)]
    public void A_line_is_never_longer_than_the_window(int width)
    {
        var record = new ProgressRecord(1, "A long activity of many words", "with a long status") { PercentComplete = 100 };

        Assert.InRange(ProgressLine.Of(record, 4, width).Length, 0, width);
    }
}
