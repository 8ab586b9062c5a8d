namespace GeminiTuning.Emulator.Schema;

/// <summary>What a field holds. The well-known types are kinds of their own, for their JSON is not an object of fields.</summary>
internal enum FieldKind
{
    Double,
    Float,
    Int32,
    Int64,
    Bool,
    String,
    Bytes,
    Enum,
    Message,
    Timestamp,
    Duration,
    FieldMask,
    Struct,
    Value,
    Any,
}
