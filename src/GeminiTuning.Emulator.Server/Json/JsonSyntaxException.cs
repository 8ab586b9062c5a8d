using System;

namespace GeminiTuning.Emulator.Json;

/// <summary>A text is not JSON.</summary>
/// <param name="message">What was expected, and where, in the service's words.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown in one place.")]
internal sealed class JsonSyntaxException(string message) : Exception(message);
