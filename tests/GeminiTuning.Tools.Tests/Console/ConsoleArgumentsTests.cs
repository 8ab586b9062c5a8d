using System;
using System.Linq;
using System.Management.Automation.Runspaces;
using GeminiTuning.Console;
using Xunit;

namespace GeminiTuning.Tools.Tests.Console;

public sealed class ConsoleArgumentsTests
{
    [Theory]
    [InlineData("", "Interactive", "")]
    [InlineData("a.ps1 -Online", "Script", "a.ps1")]
    [InlineData("-File a.ps1", "Script", "a.ps1")]
    [InlineData("-command 1 + 1", "Command", "1 + 1")]
    [InlineData("--help", "Usage", "")]
    [InlineData("-Command", "Usage", "")]
    public void The_first_argument_decides(string line, string mode, string text)
    {
        ConsoleArguments parsed = ConsoleArguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(mode, parsed.Mode.ToString());
        Assert.Equal(text, parsed.Text);
    }

    [Fact]
    public void Script_arguments_become_parameters_and_values()
    {
        string[] arguments = ["-Online", "-Backend", "VertexAI", "-Quiet:$false", "-5", "-"];
        CommandParameter[] parameters = [.. ScriptArguments.Convert(arguments)];

        string?[] names = ["-Online", "-Backend", null, "-Quiet", null, null];
        Assert.Equal(names, parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
        object?[] values = [null, null, "VertexAI", false, "-5", "-"];
        Assert.Equal(values, parameters.Select(static parameter => parameter.Value));
    }
}
