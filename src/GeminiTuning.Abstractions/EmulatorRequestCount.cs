namespace GeminiTuning;

/// <summary>How many requests of a kind have ended in the same way. The members are those of <see cref="EmulatorRequest"/>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The pattern that their paths fit; empty where they fit none.</param>
/// <param name="Status">The HTTP status that the client was sent; <see langword="null"/> where it got no answer.</param>
/// <param name="Fault">The fault that befell them, if any.</param>
/// <param name="Applied">Whether the service did what was asked for.</param>
/// <param name="Count">How many there were since the emulator was started.</param>
public sealed record EmulatorRequestCount(string Method, string Route, int? Status, EmulatorFaultKind? Fault, bool Applied, long Count);
