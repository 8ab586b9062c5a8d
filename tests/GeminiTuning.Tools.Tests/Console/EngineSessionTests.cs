using System;
using System.IO;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using GeminiTuning.Console;
using Xunit;

namespace GeminiTuning.Tools.Tests.Console;

public sealed class EngineSessionTests
{
    static EngineSessionTests() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    [Theory]
    [InlineData("$Host.UI.WriteLine('started'); while ($true) { }")]
    [InlineData("$Host.UI.WriteLine('started'); while ($true) { [Threading.Tasks.Task]::Yield() | Out-Null }")]
    [InlineData("$Host.UI.WriteLine('started'); $Host.UI.ReadLine()")]
    public async Task Stop_ends_what_runs_and_the_session_goes_on(string script)
    {
        var screen = new SignallingWriter("started");
        using Terminal terminal = Screen(screen, new NeverReader());
        using var session = new EngineSession(new ConsoleHost(terminal), terminal);

        Task<RunOutcome> run = Task.Run(
            () => session.Run(new Command(script, isScript: true)), TestContext.Current.CancellationToken);
        await screen.Seen;
        session.Stop();
        RunOutcome outcome = await run;

        Assert.Equal(RunOutcome.Stopped, outcome);
        Assert.Equal(130, session.ExitCodeOf(outcome));
        Assert.Equal(RunOutcome.Completed, session.Run(new Command("'alive'", isScript: true)));
        Assert.Contains("alive", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_is_asked_until_it_is_answered()
    {
        var screen = new StringWriter();
        using Terminal terminal = Screen(screen, new StringReader("what\n?\nn\n"));
        using var session = new EngineSession(new ConsoleHost(terminal), terminal);

        RunOutcome outcome = session.Run(new Command(
            """
            function f { [CmdletBinding(SupportsShouldProcess)] param() "answer: $($PSCmdlet.ShouldProcess('it'))" }
            f -Confirm
            """,
            isScript: true));

        Assert.Equal(RunOutcome.Completed, outcome);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("N - Skip this operation", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("answer: False", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_parameters_are_asked_for()
    {
        var screen = new StringWriter();
        using Terminal terminal = Screen(screen, new StringReader("one\ntwo\n\n5\n"));
        using var session = new EngineSession(new ConsoleHost(terminal), terminal);

        session.Run(new Command(
            """
            function f { param([Parameter(Mandatory)] [string[]] $Name, [Parameter(Mandatory)] [int] $Count) "$Name x $Count" }
            f
            """,
            isScript: true));

        Assert.Contains("Name[1]: ", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("one two x 5", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_cannot_be_imported_is_an_error()
    {
        var errors = new StringWriter();
        var input = new TerminalInput(TextReader.Null, isKeyboard: false);
        using var terminal = new Terminal(TextWriter.Null, errors, input, isTerminal: false, errorIsTerminal: false);
        using var session = new EngineSession(new ConsoleHost(terminal), terminal);

        Assert.Equal(RunOutcome.Failed, session.ImportModule("no-such-module.psd1"));
        Assert.Contains("no-such-module.psd1", errors.ToString(), StringComparison.Ordinal);
    }

    private static Terminal Screen(TextWriter screen, TextReader keyboard) =>
        new(screen, TextWriter.Null, new TerminalInput(keyboard, isKeyboard: true), isTerminal: true, errorIsTerminal: false);
}
