using System;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A dataset cannot be tuned on.</summary>
/// <param name="message">What is wrong, and with which example, in the service's words.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Each has a reason for the user.")]
internal sealed class DatasetException(string message) : Exception(message);
