using System;
using GeminiTuning.Emulator.Auth.Tokens;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>What a code stands for that a browser has brought to a client.</summary>
internal sealed record AuthorizationCode(TokenGrant Grant, string RedirectUri, string? Challenge, DateTimeOffset Expires);
