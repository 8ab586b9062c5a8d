using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>An access token that the emulator has issued.</summary>
/// <param name="Grant">What it comes of.</param>
/// <param name="Scopes">What it is good for: the grant's scopes, or some of them.</param>
/// <param name="Expires">When it is not good any more.</param>
internal sealed record IssuedToken(TokenGrant Grant, IReadOnlyList<string> Scopes, DateTimeOffset Expires);
