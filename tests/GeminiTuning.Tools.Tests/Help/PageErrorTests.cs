using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Help;
using Xunit;

namespace GeminiTuning.Tools.Tests.Help;

public sealed class PageErrorTests
{
    private const string Command = "New-SampleWidget.md";
    private const string About = "about_SampleModule.md";

    [Theory]
    [InlineData(Command, "## INPUTS\n\n### System.String\nThe names.\n\n", "", "GTH001", 8)] // a missing section
    [InlineData(Command, "## NOTES", "## REMARKS", "GTH001", 133)] // an unknown section
    [InlineData(Command, "## NOTES", "## OUTPUTS", "GTH001", 133)] // twice
    [InlineData(Command, "# New-SampleWidget", "# New-Widget", "GTH001", 8)]
    [InlineData(Command, "### -Id", "### Id", "GTH001", 74)]
    [InlineData(Command, "Which one it is.", "{{ Fill Id Description }}", "GTH002", 75)]
    [InlineData(Command, "Makes a *widget* & more.", "", "GTH003", 10)]
    [InlineData(Command, "Whether it shines.", "", "GTH003", 105)]
    [InlineData(Command, "```powershell\n'a', 'b' | New-SampleWidget\n```", "Nothing.", "GTH003", 50)]
    [InlineData(Command, "schema: 2.0.0", "schema: 1.0.0", "GTH004", 1)]
    [InlineData(Command, "online version: https://example.com/New-SampleWidget\n", "", "GTH004", 1)]
    [InlineData(Command, "Aliases: Title\n", "Aliases: Title\nColour: red\n", "GTH005", 66)]
    [InlineData(Command, "Type: Int32\n", "", "GTH005", 77)]
    [InlineData(Command, "Position: 0", "Position: first", "GTH005", 62)]
    [InlineData(Command, "Required: True\nPosition: 0", "Required: Yes\nPosition: 0", "GTH005", 62)]
    [InlineData(Command, "Type: Int32\n", "Type: [Int32\n", "GTH005", 77)]
    [InlineData(Command, "-Id <Int32>", "-Number <Int32>", "GTH006", 20)]
    [InlineData(Command, "Parameter Sets: ById", "Parameter Sets: (All)", "GTH006", 74)]
    [InlineData(About, "# about_SampleModule", "# about_Other", "GTH001", 1)]
    [InlineData(About, "## SHORT DESCRIPTION", "## Summary", "GTH001", 1)]
    [InlineData(About, "Says what the sample is for, in a line.", "", "GTH003", 3)]
    public void A_wrong_page_is_an_error_with_its_line(string page, string right, string wrong, string code, int line)
    {
        using var folder = new TemporaryFolder();
        string text = HelpPages.Read(page);
        Assert.Contains(right, text, StringComparison.Ordinal);
        int start = text.IndexOf(right, StringComparison.Ordinal);
        string path = folder.Write(page, text[..start] + wrong + text[(start + right.Length)..]);

        var errors = new Diagnostics();
        new HelpBuilder(errors).Build(folder.Root, Path.Combine(folder.Root, "out"));

        Assert.Contains((path, line, code), errors.All.Select(static error => (error.File, error.Line, error.Code)));
        Assert.False(Directory.Exists(Path.Combine(folder.Root, "out")));
    }

    [Fact]
    public async Task The_tool_prints_errors_as_MSBuild_reads_them_and_fails()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("Get-Thing.md", "# Get-Thing\n");

        ProcessResult result = await ProcessRunner.HelpAsync(folder.Root, Path.Combine(folder.Root, "out"));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"{path}(1): error GTH001: ", result.Error, StringComparison.Ordinal);
        Assert.All(result.Error.TrimEnd().Split('\n'), line => Assert.StartsWith(path, line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_topic_that_is_gone_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("en-US/about_Gone.help.txt", "old");

        SampleModuleFixture.Build(Path.Combine(folder.Root, "en-US"));

        Assert.Equal(
            ["SampleModule.dll-Help.xml", "about_SampleModule.help.txt"],
            new DirectoryInfo(Path.Combine(folder.Root, "en-US")).GetFiles().Select(static file => file.Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
