using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GeminiTuning.Help.Pages;
using Markdig.Syntax;

namespace GeminiTuning.Help.Writing;

/// <summary>
/// Writes an about_ page as text. Get-Help takes the synopsis from the fifth line, so the layout of the first lines is
/// fixed: TOPIC, the name, a blank line, SHORT DESCRIPTION, the text.
/// </summary>
internal sealed class AboutTopicWriter(PageDocument page, string name)
{
    private const int Width = 80;
    private const string Indent = "    ";
    private const string ShortDescription = "SHORT DESCRIPTION";

    private readonly StringBuilder _text = new();

    /// <summary>The text of the topic.</summary>
    public string Write()
    {
        if (page.FindOnly(name) is not { } root)
        {
            return string.Empty;
        }

        if (root.Sections is not [{ } first, ..]
            || !first.Title.Equals(ShortDescription, StringComparison.OrdinalIgnoreCase))
        {
            page.Report(root.Line, ErrorCode.Layout, $"The first section must be '## {ShortDescription}'.");
            return string.Empty;
        }

        if (BlockText.Paragraphs(first.Blocks).Count == 0)
        {
            page.Report(first.Line, ErrorCode.Empty, $"'## {ShortDescription}' says nothing.");
        }

        _text.Append("TOPIC\n").Append(Indent).Append(name).Append('\n');
        foreach (Section section in root.Sections)
        {
            WriteSection(section);
        }

        return _text.ToString();
    }

    private void WriteSection(Section section)
    {
        bool top = section.Level <= 2;
        _text.Append('\n').Append(top ? section.Title.ToUpperInvariant() : "  " + section.Title).Append('\n');
        bool first = true;
        foreach (Block block in section.Blocks)
        {
            string[] lines = [.. Lines(block)];
            if (lines.Length > 0 && !first)
            {
                _text.Append('\n');
            }

            first &= lines.Length == 0;
            foreach (string line in lines)
            {
                _text.Append((Indent + line).TrimEnd()).Append('\n');
            }
        }

        foreach (Section inner in section.Sections)
        {
            WriteSection(inner);
        }
    }

    // Code stands out by its indent, as there is no other way in plain text.
    private static IEnumerable<string> Lines(Block block)
    {
        IEnumerable<string> lines = BlockText.Lines(block, Width - Indent.Length);
        return block is CodeBlock ? lines.Select(static line => Indent + line) : lines;
    }
}
