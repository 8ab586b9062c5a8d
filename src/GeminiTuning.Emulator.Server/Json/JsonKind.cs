namespace GeminiTuning.Emulator.Json;

/// <summary>The kinds of JSON value.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
