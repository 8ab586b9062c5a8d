using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GeminiTuning.Module.Tests.Help;

/// <summary>A Markdown help page, split at its headings.</summary>
internal sealed class HelpPage
{
    private HelpPage(string name, IReadOnlyDictionary<string, string> frontMatter, IReadOnlyList<HelpSection> sections)
    {
        Name = name;
        FrontMatter = frontMatter;
        Sections = sections;
    }

    /// <summary>The folder of the pages.</summary>
    public static string Folder { get; } = Path.Combine(ModuleSession.RepositoryRoot, "docs", "en-US");

    public string Name { get; }

    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    /// <summary>The level-1 and level-2 sections in their order, each with its level-3 sections inside.</summary>
    public IReadOnlyList<HelpSection> Sections { get; }

    public static HelpPage Load(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, name + ".md"));
        int start = 0;
        IReadOnlyDictionary<string, string> frontMatter = new Dictionary<string, string>(StringComparer.Ordinal);
        if (lines[0] is "---")
        {
            int end = Array.IndexOf(lines, "---", 1);
            frontMatter = KeyValueLines.Parse(lines[1..end]);
            start = end + 1;
        }

        return new HelpPage(name, frontMatter, HelpSection.Split(lines[start..]));
    }

    /// <summary>The only section with a heading.</summary>
    public HelpSection this[string heading] => Sections.Single(section => string.Equals(section.Heading, heading, StringComparison.Ordinal));
}
