namespace GeminiTuning.Emulator.Schema;

/// <summary>What is wrong with a field of a request (<c>google.rpc.BadRequest.FieldViolation</c>).</summary>
/// <param name="Field">The path of the field, empty at the root.</param>
/// <param name="Description">The fault.</param>
internal sealed record FieldViolation(string Field, string Description);
