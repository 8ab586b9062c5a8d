using System;

namespace GeminiTuning;

/// <summary>What the emulator has noted of a request.</summary>
/// <param name="Number">The number of the request, from 1, in the order in which they were answered.</param>
/// <param name="Time">When it arrived, by the emulator's clock.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without the query, percent-decoded; at most 512 characters of it.</param>
/// <param name="Route">The pattern that the path fits, such as <c>/v1beta/tunedModels/*:generateContent</c>; empty where it fits none.</param>
/// <param name="Status">The HTTP status that the client was sent, even if not the whole body; <see langword="null"/> where it got no answer.</param>
/// <param name="Fault">The fault that befell it, if any.</param>
/// <param name="Applied">Whether the service did what was asked for, whatever the client got to know of it.</param>
public sealed record EmulatorRequest(
    long Number, DateTimeOffset Time, string Method, string Path, string Route, int? Status, EmulatorFaultKind? Fault, bool Applied);
