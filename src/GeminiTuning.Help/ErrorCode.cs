namespace GeminiTuning.Help;

/// <summary>The codes of what can be wrong with a page.</summary>
internal static class ErrorCode
{
    /// <summary>A section or heading is missing, twice there, or unknown.</summary>
    public const string Layout = "GTH001";

    /// <summary>A placeholder was left in: {{ … }}.</summary>
    public const string Placeholder = "GTH002";

    /// <summary>A section, a parameter or an example says nothing.</summary>
    public const string Empty = "GTH003";

    /// <summary>The front matter is missing or incomplete.</summary>
    public const string FrontMatter = "GTH004";

    /// <summary>The YAML block of a parameter is missing or wrong.</summary>
    public const string Metadata = "GTH005";

    /// <summary>SYNTAX and PARAMETERS disagree.</summary>
    public const string Syntax = "GTH006";
}
