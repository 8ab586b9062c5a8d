using System.Collections.Generic;

namespace GeminiTuning.Help.Pages;

/// <summary>The page of one cmdlet.</summary>
internal sealed record CommandPage
{
    /// <summary>The path of the page.</summary>
    public required string File { get; init; }

    /// <summary>The name of the cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the help file, from the front matter.</summary>
    public required string HelpFile { get; init; }

    /// <summary>Where the page is on the web.</summary>
    public required string OnlineVersion { get; init; }

    /// <summary>What the cmdlet does, in a sentence.</summary>
    public required IReadOnlyList<string> Synopsis { get; init; }

    /// <summary>The parameter sets.</summary>
    public required IReadOnlyList<SyntaxSet> Syntax { get; init; }

    /// <summary>What the cmdlet does.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    /// <summary>The parameters.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>What can be piped in.</summary>
    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    /// <summary>What comes out.</summary>
    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    /// <summary>What else there is to say.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Where to read on.</summary>
    public required IReadOnlyList<RelatedLink> Links { get; init; }
}
