using System;
using System.Linq;
using System.Text;
using GeminiTuning.Core.Storage;
using Xunit;

namespace GeminiTuning.Core.Tests.Storage;

public sealed class Crc32CTests
{
    // RFC 3720, B.4, and the check value of the algorithm.
    [Theory]
    [InlineData("", "AAAAAA==")]
    [InlineData("123456789", "4waSgw==")]
    public void Agrees_with_the_known_checksums(string text, string expected)
    {
        var checksum = new Crc32C();
        checksum.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(expected, checksum.ToString());
    }

    [Fact]
    public void Does_not_depend_on_how_the_bytes_come()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(static n => (byte)(n * 7))];
        var whole = new Crc32C();
        whole.Append(bytes);
        var parts = new Crc32C();
        parts.Append(bytes.AsSpan(0, 3));
        parts.Append(bytes.AsSpan(3, 29));
        parts.Append(bytes.AsSpan(32));
        Assert.Equal(whole.ToString(), parts.ToString());
    }
}
