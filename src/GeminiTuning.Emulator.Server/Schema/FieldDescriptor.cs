using System;

namespace GeminiTuning.Emulator.Schema;

/// <summary>A field of a message.</summary>
internal sealed class FieldDescriptor
{
    private static readonly string[] KindNames =
    [
        "TYPE_DOUBLE", "TYPE_FLOAT", "TYPE_INT32", "TYPE_INT64", "TYPE_BOOL", "TYPE_STRING", "TYPE_BYTES",
    ];

    /// <summary>The name in the schema: <c>display_name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name in answers: <c>displayName</c>.</summary>
    public required string JsonName { get; init; }

    /// <summary>The number, which orders the fields of an answer.</summary>
    public required int Number { get; init; }

    /// <summary>The type as it is written in the schema.</summary>
    public required string TypeName { get; init; }

    public bool IsRepeated { get; init; }

    /// <summary>Whether this is a map from strings to values of the field's type.</summary>
    public bool IsMap { get; init; }

    /// <summary>Whether a zero that was set differs from no value.</summary>
    public bool HasPresence { get; init; }

    /// <summary>The group of which at most one field can be set, if any.</summary>
    public string? Oneof { get; init; }

    public FieldBehavior Behavior { get; init; }

    public string Comment { get; init; } = "";

    public FieldKind Kind { get; private set; }

    public MessageDescriptor? Message { get; private set; }

    public EnumDescriptor? Enum { get; private set; }

    /// <summary>The type as errors call it: <c>TYPE_INT32</c>, or the type's URL.</summary>
    public string TypeDescription => Kind switch
    {
        FieldKind.Message => "type.googleapis.com/" + Message!.FullName,
        FieldKind.Enum => "type.googleapis.com/" + Enum!.FullName,
        > FieldKind.Message => "type.googleapis.com/google.protobuf." + Kind,
        _ => KindNames[(int)Kind],
    };

    public void Resolve(FieldKind kind) => Kind = kind;

    public void Resolve(MessageDescriptor message)
    {
        Kind = FieldKind.Message;
        Message = message;
    }

    public void Resolve(EnumDescriptor @enum)
    {
        Kind = FieldKind.Enum;
        Enum = @enum;
    }

    public bool Is(FieldBehavior behavior) => (Behavior & behavior) != FieldBehavior.None;

    public override string ToString() => Name;

    /// <summary>Whether a request may call the field by that name.</summary>
    public bool Answers(string name) =>
        string.Equals(name, JsonName, StringComparison.Ordinal) || string.Equals(name, Name, StringComparison.Ordinal);
}
