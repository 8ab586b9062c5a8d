using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace GeminiTuning.Help.Pages;

/// <summary>The plain text of a block of Markdown.</summary>
internal static class BlockText
{
    /// <summary>For text that its reader wraps: Get-Help does so at the width of the window.</summary>
    public const int NoWrap = int.MaxValue;

    /// <summary>The lines of a block, not longer than the width where words allow it.</summary>
    public static IEnumerable<string> Lines(Block block, int width) => block switch
    {
        ParagraphBlock paragraph => WordWrap.Wrap(InlineText.Render(paragraph.Inline), width),
        CodeBlock code => CodeLines(code),
        ListBlock list => ListLines(list, width),
        Table table => TableLines(table),
        HeadingBlock heading => [InlineText.Render(heading.Inline)],
        ContainerBlock container => ContainerLines(container, width),
        _ => [], // comments and rules say nothing on a console
    };

    /// <summary>The text of each block that says something.</summary>
    public static List<string> Paragraphs(IEnumerable<Block> blocks) =>
    [
        .. blocks
            .Select(static block => string.Join('\n', Lines(block, NoWrap)))
            .Where(static text => !string.IsNullOrWhiteSpace(text)),
    ];

    /// <summary>The text of a code block.</summary>
    public static string Code(CodeBlock block) => string.Join('\n', CodeLines(block)).TrimEnd();

    private static IEnumerable<string> CodeLines(CodeBlock block)
    {
        for (int i = 0; i < block.Lines.Count; i++)
        {
            yield return block.Lines.Lines[i].Slice.ToString().TrimEnd();
        }
    }

    private static IEnumerable<string> ContainerLines(ContainerBlock container, int width)
    {
        Block? previous = null;
        foreach (Block block in container)
        {
            // A list right below its introduction stays there; other blocks stand apart.
            if (previous is not null && block is not ListBlock)
            {
                yield return string.Empty;
            }

            previous = block;
            foreach (string line in Lines(block, width))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> ListLines(ListBlock list, int width)
    {
        if (!int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            number = 1;
        }

        foreach (ListItemBlock item in list.Cast<ListItemBlock>())
        {
            string mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            string indent = new(' ', mark.Length);
            bool first = true;
            foreach (string line in ContainerLines(item, width == NoWrap ? NoWrap : width - mark.Length))
            {
                yield return ((first ? mark : indent) + line).TrimEnd();
                first = false;
            }
        }
    }

    private static IEnumerable<string> TableLines(Table table)
    {
        string[][] rows = [.. table.Cast<TableRow>().Select(static row =>
            row.Cast<TableCell>().Select(static cell => string.Join(' ', ContainerLines(cell, NoWrap))).ToArray())];
        int[] widths = [.. Enumerable.Range(0, rows.Max(static row => row.Length)).Select(column =>
            rows.Max(row => column < row.Length ? row[column].Length : 0))];
        for (int i = 0; i < rows.Length; i++)
        {
            yield return string.Join("  ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            if (i == 0)
            {
                yield return string.Join("  ", widths.Select(static width => new string('-', width)));
            }
        }
    }
}
