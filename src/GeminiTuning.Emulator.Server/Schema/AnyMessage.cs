namespace GeminiTuning.Emulator.Schema;

/// <summary>The value of a field of type <c>google.protobuf.Any</c>: written with the type's URL as <c>@type</c>.</summary>
/// <param name="Content">The message inside.</param>
internal sealed record AnyMessage(Message Content);
