namespace GeminiTuning.Core.Datasets;

/// <summary>The names in the form of an example that chat services share.</summary>
internal static class MessagesNames
{
    public const string Messages = "messages";
    public const string Role = "role";
    public const string Content = "content";
    public const string Type = "type";
    public const string Text = "text";
    public const string Input = "input";
    public const string Preferred = "preferred_output";
    public const string Rejected = "non_preferred_output";
}
