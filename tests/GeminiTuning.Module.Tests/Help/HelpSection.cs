using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Module.Tests.Help;

/// <summary>What stands under one heading: prose, code blocks, and the sections below it.</summary>
internal sealed record HelpSection(int Level, string Heading)
{
    private readonly List<string> _prose = [];
    private readonly List<HelpCodeBlock> _blocks = [];
    private readonly List<HelpSection> _sections = [];

    /// <summary>The text outside code blocks.</summary>
    public string Prose => string.Join('\n', _prose).Trim();

    public IReadOnlyList<HelpCodeBlock> Blocks => _blocks;

    /// <summary>The level-3 sections.</summary>
    public IReadOnlyList<HelpSection> Sections => _sections;

    /// <summary>This section's blocks and those of the sections below it.</summary>
    public IEnumerable<HelpCodeBlock> AllBlocks => _blocks.Concat(_sections.SelectMany(static section => section.AllBlocks));

    /// <summary>Splits a page at its headings; a hash inside a code block is not one.</summary>
    public static IReadOnlyList<HelpSection> Split(IReadOnlyList<string> lines)
    {
        var sections = new List<HelpSection>();
        HelpSection? current = null;
        for (int i = 0; i < lines.Count; i++)
        {
            string line = lines[i];
            int level = line.TakeWhile(static c => c == '#').Count();
            if (level > 0 && line.Length > level && line[level] == ' ')
            {
                current = new HelpSection(level, line[level..].Trim());
                (level < 3 ? sections : sections[^1]._sections).Add(current);
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                int first = i + 1;
                for (i = first; lines[i] is not "```"; i++)
                {
                }

                current!._blocks.Add(new HelpCodeBlock(line[3..].Trim(), lines.Skip(first).Take(i - first).ToArray()));
            }
            else
            {
                current?._prose.Add(line);
            }
        }

        return sections;
    }
}
