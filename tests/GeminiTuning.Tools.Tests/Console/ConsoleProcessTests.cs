using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Tools.Tests.Console;

public sealed class ConsoleProcessTests
{
    [Fact]
    public async Task A_script_gets_its_arguments_its_folder_and_its_views()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("script.ps1", """
            param([switch]$Online, [string]$Backend, [int]$Count, [Parameter(Position = 0)] $First)
            "$Online|$Backend|$Count|$First"
            "root=$PSScriptRoot"
            [pscustomobject]@{ Alpha = 1; Beta = 'two' }
            """);

        ProcessResult result = await ProcessRunner.ConsoleAsync(
            script, "-Online", "-Backend", "VertexAI", "-Count:-5", "first");

        Assert.Equal(string.Empty, result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("True|VertexAI|-5|first\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("root=" + Path.GetDirectoryName(script), result.Output, StringComparison.Ordinal);
        Assert.Contains("Alpha Beta\n----- ----\n    1 two\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_without_arguments_has_its_defaults()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("script.ps1", """
            param([ValidateSet('GeminiApi', 'VertexAI')][string]$Backend = 'GeminiApi', [switch]$Online)
            "$Backend|$Online|$($args.Count)"
            """);

        ProcessResult result = await ProcessRunner.ConsoleAsync(script);

        Assert.Equal(string.Empty, result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("GeminiApi|False|0\n", result.Output);
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_the_script_fail()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("script.ps1", "param([ValidateSet('a', 'b')][string]$Backend)\n'ran'");

        ProcessResult result = await ProcessRunner.ConsoleAsync(script, "-Backend", "c");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("Backend", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_module_is_imported()
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync("-Command", "(Get-Module GeminiTuning).ModuleBase");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith(Path.Combine("out", "GeminiTuning"), result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminating_error_goes_to_the_error_stream_and_fails()
    {
        using var folder = new TemporaryFolder();

        string script = folder.Write("script.ps1", "'before'\nthrow 'boom'\n'after'");
        ProcessResult result = await ProcessRunner.ConsoleAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("before\n", result.Output);
        Assert.Contains("boom", result.Error, StringComparison.Ordinal);
        Assert.Contains("script.ps1:2", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_does_not_parse_fails()
    {
        using var folder = new TemporaryFolder();

        ProcessResult result = await ProcessRunner.ConsoleAsync(folder.Write("script.ps1", "if ("));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("script.ps1:1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_non_terminating_error_does_not_fail()
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync("-Command", "Get-Command no-such-command; 'after'");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("after\n", result.Output);
        Assert.Contains("no-such-command", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("exit", 0)]
    [InlineData("& { exit 3 }", 3)]
    public async Task The_exit_code_of_a_script_is_that_of_the_process(string text, int expected)
    {
        using var folder = new TemporaryFolder();

        ProcessResult result = await ProcessRunner.ConsoleAsync(folder.Write("script.ps1", text + "\n'not reached'"));

        Assert.Equal(expected, result.ExitCode);
        Assert.Equal(string.Empty, result.Output);
    }

    [Fact]
    public async Task Information_is_shown_when_it_is_meant_for_the_host_or_asked_for()
    {
        const string Function =
            """
            function f {
                [CmdletBinding()] param()
                $PSCmdlet.WriteInformation('plain', [string[]]@())
                $PSCmdlet.WriteInformation('host', [string[]]'PSHOST')
            }

            """;

        Assert.Equal("host\n", await OutputOfAsync(Function + "f"));
        Assert.Equal("plain\nhost\n", await OutputOfAsync(Function + "f -InformationAction Continue"));
        Assert.Equal("plain\nhost\n", await OutputOfAsync(Function + "$InformationPreference = 'Continue'; f"));
    }

    [Fact]
    public async Task The_other_streams_are_shown_and_progress_is_not()
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync("-Command", """
            function f {
                [CmdletBinding()] param()
                $PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteVerbose('v'); $PSCmdlet.WriteDebug('d')
                $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Activity', 'Status'))
            }
            f -Verbose -Debug
            """);

        Assert.Equal("WARNING: w\nVERBOSE: v\nDEBUG: d\n", result.Output);
    }

    [Theory]
    [InlineData("function f { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('it') }; f -Confirm", "not interactive")]
    [InlineData("function f { param([Parameter(Mandatory)] $Name) }; f", "Name")]
    [InlineData("$Host.UI.ReadLine()", "not interactive")]
    [InlineData("$Host.UI.ReadLineAsSecureString()", "not interactive")]
    [InlineData("$Host.UI.PromptForCredential('caption', 'message', 'user', '')", "not interactive")]
    public async Task A_question_without_a_keyboard_is_an_error(string command, string expected)
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync("-Command", "$ErrorActionPreference = 'Stop'; " + command);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, Unwrap(result.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_tells_whether_somebody_watches()
    {
        const string Questions = "$Host.PrivateData.IsTerminal; $Host.PrivateData.IsInteractive; $Host.UI.SupportsVirtualTerminal";

        Assert.Equal("False\nFalse\nFalse\n", await OutputOfAsync(Questions));
    }

    [Fact]
    public async Task Lines_are_run_one_by_one_until_exit()
    {
        ProcessResult result = await ProcessRunner.ConsoleInputAsync(
            """
            $x = 1
            if ($x) {
                "x is $x"
            }
            throw 'boom'
            'on'
            exit 4
            'not reached'

            """);

        Assert.Equal(4, result.ExitCode);
        Assert.Equal("x is 1\non\n", result.Output);
        Assert.Contains("boom", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string> OutputOfAsync(string command) =>
        (await ProcessRunner.ConsoleAsync("-Command", command)).Output;

    // The concise view of errors breaks lines and puts a margin before them.
    private static string Unwrap(string error) =>
        string.Join(' ', error.Split([' ', '\n', '|'], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task A_wrong_argument_shows_how_the_tool_is_used()
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync("-Nonsense");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("-Command", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_named()
    {
        ProcessResult result = await ProcessRunner.ConsoleAsync("no-such-script.ps1");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("no-such-script.ps1", result.Error, StringComparison.Ordinal);
    }
}
