using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace GeminiTuning.Module.Tests.Help;

/// <summary>The help pages say of each cmdlet what is true of it, and their examples can be run.</summary>
public sealed class HelpPageTests : IClassFixture<ModuleSession>
{
    private static readonly Regex Space = new(@"\s+", RegexOptions.None, TimeSpan.FromSeconds(1));

    private readonly IReadOnlyList<CmdletInfo> _commands;
    private readonly ModuleSession _session;

    public HelpPageTests(ModuleSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _commands = session.Run("Get-Command -Module GeminiTuning").Select(static o => (CmdletInfo)o.BaseObject).ToArray();
    }

    public static TheoryData<string> AllPages { get; } =
        new(Directory.EnumerateFiles(HelpPage.Folder, "*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    public static TheoryData<string> CommandPages { get; } =
        new(AllPages.Select(static row => row.Data).Where(static name => !name.StartsWith("about_", StringComparison.Ordinal)));

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        Assert.Equal(
            _commands.Select(static command => command.Name).Order(StringComparer.Ordinal),
            CommandPages.Select(static row => row.Data),
            StringComparer.Ordinal);
        Assert.Contains("about_GeminiTuning", AllPages.Select(static row => row.Data), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void Page_has_the_usual_sections(string name)
    {
        HelpPage page = HelpPage.Load(name);

        Assert.Equal("GeminiTuning.dll-Help.xml", page.FrontMatter["external help file"]);
        Assert.Equal("GeminiTuning", page.FrontMatter["Module Name"]);
        Assert.Equal("2.0.0", page.FrontMatter["schema"]);
        Assert.Equal(
            [name, "SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"],
            page.Sections.Select(static section => section.Heading),
            StringComparer.Ordinal);
        Assert.All(
            ["SYNOPSIS", "DESCRIPTION", "NOTES", "RELATED LINKS"],
            heading => Assert.NotEmpty(page[heading].Prose));
        Assert.All(page["INPUTS"].Sections, static section => Assert.NotEmpty(section.Prose));
        Assert.All(page["OUTPUTS"].Sections, static section => Assert.NotEmpty(section.Prose));
        Assert.NotEmpty(page["INPUTS"].Sections);
        Assert.NotEmpty(page["OUTPUTS"].Sections);
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void Syntax_is_that_of_the_cmdlet(string name)
    {
        HelpSection syntax = HelpPage.Load(name)["SYNTAX"];
        IEnumerable<HelpSection> sets = syntax.Sections.Count > 0 ? syntax.Sections : [syntax with { Heading = string.Empty }];

        Assert.Equal(
            Facts(name).Syntax,
            sets.Select(static set => (set.Heading, Space.Replace(Assert.Single(set.Blocks).Text, " "))));
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void Every_parameter_is_described(string name)
    {
        HelpSection parameters = HelpPage.Load(name)["PARAMETERS"];

        Assert.Equal(
            Facts(name).Parameters.Select(static parameter => "-" + parameter.Name).Append("CommonParameters"),
            parameters.Sections.Select(static section => section.Heading),
            StringComparer.Ordinal);
        Assert.All(parameters.Sections, static section => Assert.NotEmpty(section.Prose));
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void Facts_of_every_parameter_are_those_of_the_cmdlet(string name)
    {
        CommandFacts facts = Facts(name);
        IReadOnlyList<HelpSection> sections = HelpPage.Load(name)["PARAMETERS"].Sections;

        foreach (ParameterMetadata parameter in facts.Parameters)
        {
            HelpSection section = sections.Single(section => string.Equals(section.Heading, "-" + parameter.Name, StringComparison.Ordinal));
            Assert.Equal(
                facts.Describe(parameter).Select(Lines),
                section.Blocks.Select(static block => Lines(KeyValueLines.Parse(block.Lines))),
                StringComparer.Ordinal);
        }

        static string Lines(IReadOnlyDictionary<string, string> values) =>
            string.Join('\n', values.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Key + ": " + pair.Value));
    }

    [Theory]
    [MemberData(nameof(CommandPages))]
    public void Page_has_two_to_five_examples_with_a_title_and_an_explanation(string name)
    {
        IReadOnlyList<HelpSection> examples = HelpPage.Load(name)["EXAMPLES"].Sections;

        Assert.InRange(examples.Count, 2, 5);
        for (int i = 0; i < examples.Count; i++)
        {
            Assert.Matches($"^Example {i + 1}: .+", examples[i].Heading);
            Assert.Equal("powershell", Assert.Single(examples[i].Blocks).Language);
            Assert.NotEmpty(examples[i].Prose);
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Examples_parse_and_bind(string name)
    {
        string[] scripts = HelpPage.Load(name).Sections
            .SelectMany(static section => section.AllBlocks)
            .Where(static block => block.Language is "powershell")
            .Select(static block => block.Text)
            .ToArray();

        Assert.NotEmpty(scripts);

        // The binder asks the thread's session what a command is.
        Runspace.DefaultRunspace = _session.Runspace;
        try
        {
            Assert.All(scripts, AssertParsesAndBinds);
        }
        finally
        {
            Runspace.DefaultRunspace = null;
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Page_has_no_gap_and_no_dead_link(string name)
    {
        string text = File.ReadAllText(Path.Combine(HelpPage.Folder, name + ".md"));

        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TODO", text, StringComparison.Ordinal);
        Assert.All(
            Regex.Matches(text, @"\]\((?<page>[\w-]+)\.md\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            link => Assert.Contains(link.Groups["page"].Value, AllPages.Select(static row => row.Data), StringComparer.Ordinal));
    }

    private CommandFacts Facts(string name) => new(_commands.Single(command => string.Equals(command.Name, name, StringComparison.Ordinal)));

    private void AssertParsesAndBinds(string script)
    {
        ScriptBlockAst ast = Parser.ParseInput(script, out _, out ParseError[] errors);
        Assert.Empty(errors);
        foreach (CommandAst command in ast.FindAll(static node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (command.GetCommandName()?.Contains("-Gemini", StringComparison.OrdinalIgnoreCase) == true)
            {
                AssertBinds(command);
            }
        }
    }

    private void AssertBinds(CommandAst ast)
    {
        Assert.Contains(ast.GetCommandName(), _commands.Select(static command => command.Name), StringComparer.Ordinal);

        StaticBindingResult result = StaticParameterBinder.BindCommand(ast, resolve: true);
        Assert.True(
            result.BindingExceptions.Count == 0,
            ast + ": " + string.Join("; ", result.BindingExceptions.Values.Select(static fault => fault.BindingException.Message)));

        // Some set has all that is given, and what is missing of it can come through the pipeline.
        CmdletInfo command = _commands.Single(command => string.Equals(command.Name, ast.GetCommandName(), StringComparison.Ordinal));
        bool piped = ast.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] != ast;
        Assert.True(
            command.ParameterSets.Any(set =>
                result.BoundParameters.Keys.All(name => set.Parameters.Any(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)))
                && set.Parameters.All(parameter => !parameter.IsMandatory
                    || result.BoundParameters.ContainsKey(parameter.Name)
                    || (piped && (parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName)))),
            ast + ": no parameter set fits.");
    }
}
