using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Tools.Tests.Help;

/// <summary>What the real Get-Help makes of the files.</summary>
public sealed class GetHelpTests(SampleModuleFixture module) : IClassFixture<SampleModuleFixture>
{
    [Fact]
    public async Task Full_shows_every_part()
    {
        string text = await RunAsync("Get-Help New-SampleWidget -Full");

        string[] parts =
        [
            "SYNOPSIS\n    Makes a widget & more.",
            "    New-SampleWidget [-Name] <String[]> [-Colour {Blue | Red}] [-Shiny] [<CommonParameters>]",
            "    New-SampleWidget -Id <Int32> [-Colour {Blue | Red}] [-Shiny] [<CommonParameters>]",
            "DESCRIPTION\n    The first paragraph, with code in it and a link (https://example.com/more).",
            "    - one\n    - two\n",
            "    -Shiny [<SwitchParameter>]\n        Whether it shines.",
            "INPUTS\n    System.String\n        The names.",
            "OUTPUTS\n    SampleModule.Widget\n        The widget.",
            "        Widgets are not real.",
            "    --------- Example 2: Make many ---------",
            "RELATED LINKS\n    Online Version: https://example.com/New-SampleWidget",
            "    More about widgets https://example.com/widgets",
        ];
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examples_shows_code_and_text()
    {
        string text = await RunAsync("Get-Help New-SampleWidget -Examples");

        string[] parts =
        [
            "    New-SampleWidget -Name a |\n        Select-Object -First 1\n",
            "    Text after the code.\n    \n    --------- Example 2: Make many ---------",
        ];
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameter_shows_how_it_is_bound()
    {
        string text = await RunAsync("Get-Help New-SampleWidget -Parameter Name");

        Assert.Contains(
            """
            -Name <String[]>
                What it is called.
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.Contains("Required?                    true", text, StringComparison.Ordinal);
        Assert.Contains("Position?                    0", text, StringComparison.Ordinal);
        Assert.Contains("Accept pipeline input?       True (ByValue)", text, StringComparison.Ordinal);
        Assert.Contains("Aliases                      Title", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Online_opens_the_first_link()
    {
        string text = await RunAsync("(Get-Help New-SampleWidget).relatedLinks.navigationLink[0].uri");

        Assert.Equal("https://example.com/New-SampleWidget\n", text);
    }

    [Fact]
    public async Task About_topics_are_found_and_have_a_synopsis()
    {
        string text = await RunAsync("(Get-Help about_SampleModule).Synopsis; Get-Help about_SampleModule");

        Assert.StartsWith(
            "Says what the sample is for, in a line.\nTOPIC\n    about_SampleModule\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pt-PT")]
    [InlineData("ja-JP")]
    [InlineData("en-GB")]
    public async Task Help_is_found_whatever_the_language(string culture)
    {
        string text = await RunAsync(
            $"[cultureinfo]::CurrentUICulture = '{culture}'; [cultureinfo]::CurrentUICulture.Name; "
            + "(Get-Help New-SampleWidget).Synopsis; (Get-Help about_SampleModule).Synopsis");

        Assert.Equal($"{culture}\nMakes a widget & more.\nSays what the sample is for, in a line.\n", text);
    }

    [Fact]
    public async Task Help_beside_the_dll_is_not_found()
    {
        // Why the build lays the file out beside the manifest, once for both editions.
        using var other = new SampleModuleFixture();
        Directory.Move(Path.Combine(other.Root, "en-US"), Path.Combine(other.Root, "core", "en-US"));

        string text = await RunAsync("(Get-Help New-SampleWidget).Synopsis", other.Manifest);

        Assert.DoesNotContain("Makes a widget", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_build_lays_out_the_help_of_the_module()
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync(
            "-Command",
            "[System.IO.File]::Exists((Get-Module GeminiTuning).ModuleBase + '/en-US/GeminiTuning.dll-Help.xml')");

        Assert.Equal("True\n", result.Output);
    }

    private async Task<string> RunAsync(string command, string? manifest = null)
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync(
            "-Command", $"Import-Module '{manifest ?? module.Manifest}'; {command}");
        Assert.Equal(string.Empty, result.Error);
        return result.Output;
    }
}
