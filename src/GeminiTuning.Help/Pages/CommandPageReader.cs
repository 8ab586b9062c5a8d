using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GeminiTuning.Help.Pages;

/// <summary>Reads the page of a cmdlet, in the layout that PlatyPS made usual.</summary>
internal sealed class CommandPageReader(PageDocument page, string name)
{
    private static readonly string[] RequiredSections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "RELATED LINKS"];

    private static readonly string[] FrontMatterFields =
        ["external help file", "Module Name", "online version", "schema"];

    private Section _root = page.Root;

    /// <summary>Reads the page, or reports what is wrong with it.</summary>
    public CommandPage? Read()
    {
        if (!ReadHeadings())
        {
            return null;
        }

        YamlFields front = ReadFrontMatter();
        IReadOnlyList<ParameterHelp> parameters = new ParameterReader(page).Read(Part("PARAMETERS"));
        return new CommandPage
        {
            File = page.File,
            Name = name,
            HelpFile = front.Filled("external help file"),
            OnlineVersion = front.Required("online version"),
            Synopsis = Text("SYNOPSIS"),
            Syntax = new SyntaxReader(page).Read(Part("SYNTAX"), parameters),
            Description = Text("DESCRIPTION"),
            Examples = ReadExamples(),
            Parameters = parameters,
            Inputs = ReadTypes("INPUTS"),
            Outputs = ReadTypes("OUTPUTS"),
            Notes = BlockText.Paragraphs(_root.Find("NOTES")?.Blocks ?? []),
            Links = ReadLinks(),
        };
    }

    private bool ReadHeadings()
    {
        if (page.FindOnly(name) is not { } only)
        {
            return false;
        }

        _root = only;
        if (!name.Contains('-', StringComparison.Ordinal))
        {
            page.Report(only.Line, ErrorCode.Layout, $"'{name}' is not the name of a cmdlet.");
            return false;
        }

        string[] titles = [.. _root.Sections.Select(static section => section.Title)];
        foreach (string missing in RequiredSections.Except(titles, StringComparer.OrdinalIgnoreCase))
        {
            page.Report(_root.Line, ErrorCode.Layout, $"The section '## {missing}' is missing.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Section section in _root.Sections)
        {
            if (!seen.Add(section.Title))
            {
                page.Report(section.Line, ErrorCode.Layout, $"The section '## {section.Title}' is there twice.");
            }
            else if (!RequiredSections.Append("NOTES").Contains(section.Title, StringComparer.OrdinalIgnoreCase))
            {
                page.Report(section.Line, ErrorCode.Layout, $"Get-Help has no place for '## {section.Title}'.");
            }
        }

        return RequiredSections.All(title => _root.Find(title) is not null);
    }

    private YamlFields ReadFrontMatter()
    {
        if (page.FrontMatter is null)
        {
            page.Report(1, ErrorCode.FrontMatter, "The page must start with a YAML front matter.");
        }

        // The block holds the lines between the dashes; the first dashes are on its own line.
        string text = page.FrontMatter?.Lines.ToString() ?? string.Empty;
        int line = (page.FrontMatter?.Line ?? 0) + 1;
        var fields = new YamlFields(page, text, line, ErrorCode.FrontMatter, FrontMatterFields);
        fields.Filled("Module Name");
        if (!fields.Filled("schema").Equals("2.0.0", StringComparison.Ordinal))
        {
            page.Report(1, ErrorCode.FrontMatter, "The schema must be 2.0.0.");
        }

        return fields;
    }

    private Section Part(string title) => _root.Find(title)!;

    private List<string> Text(string title)
    {
        Section section = Part(title);
        List<string> text = BlockText.Paragraphs(section.Blocks);
        if (text.Count == 0)
        {
            page.Report(section.Line, ErrorCode.Empty, $"'## {title}' says nothing.");
        }

        return text;
    }

    private List<ExampleHelp> ReadExamples()
    {
        Section section = Part("EXAMPLES");
        if (section.Sections.Count == 0)
        {
            page.Report(section.Line, ErrorCode.Empty, "There is no example.");
        }

        List<ExampleHelp> examples = [];
        foreach (Section example in section.Sections)
        {
            int code = example.Blocks.FindIndex(static block => block is CodeBlock);
            if (code < 0)
            {
                page.Report(example.Line, ErrorCode.Empty, $"'{example.Title}' has no code.");
                continue;
            }

            examples.Add(new ExampleHelp(
                example.Title,
                BlockText.Code((CodeBlock)example.Blocks[code]),
                BlockText.Paragraphs(example.Blocks.Where((_, index) => index != code))));
        }

        return examples;
    }

    private List<TypeHelp> ReadTypes(string title)
    {
        Section section = Part(title);
        if (section.Sections.Count == 0)
        {
            page.Report(section.Line, ErrorCode.Empty, $"'## {title}' names no type, not even '### None'.");
        }

        return [.. section.Sections.Select(static type => new TypeHelp(type.Title, BlockText.Paragraphs(type.Blocks)))];
    }

    private List<RelatedLink> ReadLinks() =>
    [
        .. Part("RELATED LINKS").Blocks.SelectMany(LinksOf).Select(static link =>
            new RelatedLink(TextOf(link), InlineText.IsWeb(link.Url) ? link.Url! : string.Empty)),
    ];

    private static IEnumerable<LinkInline> LinksOf(Block block) => block is LeafBlock leaf
        ? leaf.Inline?.Descendants<LinkInline>() ?? []
        : block.Descendants<LeafBlock>().SelectMany(LinksOf);

    // The children only: the text of the link itself would repeat its address.
    private static string TextOf(LinkInline link)
    {
        string text = InlineText.Render(link);
        return text.Length > 0 ? text : link.Url ?? string.Empty;
    }
}
