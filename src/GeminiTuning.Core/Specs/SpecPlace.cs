using System;

namespace GeminiTuning.Core.Specs;

/// <summary>Where something stands.</summary>
/// <param name="Source">The file's name, or what stands for it.</param>
/// <param name="Line">The line, from 1; 0 where there are none.</param>
/// <param name="Column">The column, from 1.</param>
internal readonly record struct SpecPlace(string Source, long Line, long Column)
{
    public override string ToString() => Line == 0 ? Source : FormattableString.Invariant($"{Source}, line {Line}, column {Column}");
}
