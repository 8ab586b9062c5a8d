using System;
using System.IO;
using Xunit;

namespace GeminiTuning.Tools.Tests.Help;

public sealed class AboutTopicTests(SampleModuleFixture module) : IClassFixture<SampleModuleFixture>
{
    private string Text => File.ReadAllText(Path.Combine(module.Root, "en-US", "about_SampleModule.help.txt"));

    [Fact]
    public void No_line_is_longer_than_eighty_characters() =>
        Assert.All(Text.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));

    [Fact]
    public void Lists_code_and_tables_keep_their_shape()
    {
        string text = Text;
        string[] parts =
        [
            "    - A list item that is also long enough that it has to be broken into more\n      than one line of text.\n",
            "  Inner heading\n        New-SampleWidget -Name a\n",
            "    Name  Meaning\n    ----  -------\n    a     first\n    bcd   second\n",
        ];

        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }
}
