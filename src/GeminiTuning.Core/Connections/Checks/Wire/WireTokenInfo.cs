namespace GeminiTuning.Core.Connections.Checks.Wire;

/// <summary>What the token service tells of an access token.</summary>
internal sealed class WireTokenInfo
{
    /// <summary>The scopes, with blanks between them.</summary>
    public string? Scope { get; set; }
}
