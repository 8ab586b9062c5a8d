using System;

namespace GeminiTuning.Emulator.Schema;

/// <summary>The annotations of <c>google.api.field_behavior</c> that matter here.</summary>
[Flags]
internal enum FieldBehavior
{
    None = 0,
    Required = 1,
    OutputOnly = 2,
    InputOnly = 4,
    Immutable = 8,
}
