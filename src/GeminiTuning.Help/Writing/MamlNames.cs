using System.Xml.Linq;

namespace GeminiTuning.Help.Writing;

/// <summary>The namespaces of a help file.</summary>
internal static class MamlNames
{
    /// <summary>The file.</summary>
    public static readonly XNamespace Msh = "http://msh";

    /// <summary>Text.</summary>
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    /// <summary>Commands.</summary>
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    /// <summary>Code.</summary>
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
}
