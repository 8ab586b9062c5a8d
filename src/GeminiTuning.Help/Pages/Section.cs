using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace GeminiTuning.Help.Pages;

/// <summary>A heading and what stands below it.</summary>
/// <param name="Title">The text of the heading.</param>
/// <param name="Level">Its level; 0 is the whole page.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record Section(string Title, int Level, int Line)
{
    /// <summary>The blocks before the first heading inside.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The sections inside.</summary>
    public List<Section> Sections { get; } = [];

    /// <summary>The section of a name, or null.</summary>
    public Section? Find(string title) =>
        Sections.FirstOrDefault(section => section.Title.Equals(title, StringComparison.OrdinalIgnoreCase));
}
