using System;
using System.Collections.Generic;
using System.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace GeminiTuning.Help.Pages;

/// <summary>A parsed page: its front matter and its tree of sections.</summary>
internal sealed class PageDocument
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private readonly Diagnostics _errors;

    private PageDocument(string file, string text, Diagnostics errors)
    {
        File = file;
        _errors = errors;
        MarkdownDocument document = Markdown.Parse(text, Pipeline);
        FrontMatter = document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        Root = BuildTree(document);
    }

    /// <summary>The path of the page.</summary>
    public string File { get; }

    /// <summary>The front matter, or null.</summary>
    public YamlFrontMatterBlock? FrontMatter { get; }

    /// <summary>The whole page.</summary>
    public Section Root { get; }

    /// <summary>Reads a page and reports the placeholders in it.</summary>
    public static PageDocument Read(string file, Diagnostics errors)
    {
        string text = System.IO.File.ReadAllText(file);
        var document = new PageDocument(file, text, errors);
        int line = 0;
        foreach (string content in text.Split('\n'))
        {
            line++;
            int open = content.IndexOf("{{", StringComparison.Ordinal);
            if (open >= 0 && content.IndexOf("}}", open, StringComparison.Ordinal) > 0)
            {
                document.Report(line, ErrorCode.Placeholder, $"A placeholder was left in: {content[open..].Trim()}");
            }
        }

        return document;
    }

    /// <summary>Reports an error in this page.</summary>
    public void Report(int line, string code, string message) => _errors.Report(File, line, code, message);

    /// <summary>The one top heading of the page, or null (and an error) when it is not the name of the page.</summary>
    public Section? FindOnly(string name)
    {
        if (Root.Sections is [{ Level: 1 } only] && only.Title.Equals(name, StringComparison.Ordinal))
        {
            return only;
        }

        int line = Root.Sections.FirstOrDefault()?.Line ?? 1;
        Report(line, ErrorCode.Layout, $"The page must have one top heading, the name of its file: '# {name}'.");
        return null;
    }

    private static Section BuildTree(MarkdownDocument document)
    {
        var open = new Stack<Section>();
        open.Push(new Section(string.Empty, 0, 1));
        foreach (Block block in document)
        {
            if (block is HeadingBlock heading)
            {
                while (open.Peek().Level >= heading.Level)
                {
                    open.Pop();
                }

                var section = new Section(InlineText.Render(heading.Inline).Trim(), heading.Level, heading.Line + 1);
                open.Peek().Sections.Add(section);
                open.Push(section);
            }
            else if (block is not YamlFrontMatterBlock)
            {
                open.Peek().Blocks.Add(block);
            }
        }

        return open.Last();
    }
}
