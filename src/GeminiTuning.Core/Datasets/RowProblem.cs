using System.Runtime.InteropServices;

namespace GeminiTuning.Core.Datasets;

/// <summary>What is wrong with a row.</summary>
/// <param name="RuleId">The rule that it breaks.</param>
/// <param name="Field">The field at fault, if it is one.</param>
/// <param name="Text">The fault in words, without a full stop.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowProblem(string RuleId, string? Field, string Text);
