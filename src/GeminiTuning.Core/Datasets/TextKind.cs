namespace GeminiTuning.Core.Datasets;

/// <summary>What a text is in its row.</summary>
internal enum TextKind
{
    Input,
    Output,
    Rejected,
}
