using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

public sealed class ServerSentEventsTests
{
    [Theory]
    [InlineData("data: {\"a\":1}\n\ndata: {\"a\":2}\n\n", " {\"a\":1}", " {\"a\":2}")]
    [InlineData("data: 1\r\n\r\ndata:2\r\n\r\n", " 1", "2")]
    [InlineData(": comment\nevent: x\nid: 7\n\ndata: 1\ndata: 2\n\n", " 1\n 2")]
    [InlineData("data: without the last blank line", " without the last blank line")]
    [InlineData("")]
    [InlineData("\n\n\n")]
    public async Task Events_are_read_as_the_format_has_them(string text, params string[] expected)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var events = new ServerSentEvents(stream);
        var read = new List<string>();

        while (await events.NextAsync(TestContext.Current.CancellationToken) is { } data)
        {
            read.Add(data);
        }

        Assert.Equal(expected, read);
    }
}
