using System;
using System.Linq;
using System.Text;
using GeminiTuning.Core.Datasets;
using Xunit;
using Utf8 = System.Text.Unicode.Utf8;

namespace GeminiTuning.Core.Tests.Datasets;

public sealed class Utf8CheckTests
{
    private static readonly byte[] Edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(33)]
    [InlineData(66)]
    public void Four_bytes_are_judged_as_the_library_does_wherever_they_stand(int at)
    {
        var text = Enumerable.Repeat((byte)'a', 70).ToArray();
        foreach (var first in Edges)
        {
            foreach (var second in Edges)
            {
                foreach (var third in Edges)
                {
                    foreach (var fourth in Edges)
                    {
                        (text[at], text[at + 1], text[at + 2], text[at + 3]) = (first, second, third, fourth);
                        if (Utf8.IsValid(text) != Utf8Check.IsValid(text))
                        {
                            Assert.Fail(FormattableString.Invariant($"{first:X2} {second:X2} {third:X2} {fourth:X2} at {at}"));
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void A_text_that_ends_within_a_character_is_not_valid_whatever_its_length()
    {
        var text = Encoding.UTF8.GetBytes("abc" + string.Concat(Enumerable.Repeat("aé日😀", 20)));
        Assert.All(Enumerable.Range(0, text.Length), count => Assert.Equal(Utf8.IsValid(text.AsSpan(0, count)), Utf8Check.IsValid(text.AsSpan(0, count))));
    }
}
