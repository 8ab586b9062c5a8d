using System;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.OAuth;
using GeminiTuning.Emulator.Auth.Tokens;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>All that has to do with signing in, over one set of tokens, clients and accounts.</summary>
internal sealed class SignInServices
{
    public SignInServices(EmulatorOptions options, TimeProvider timeProvider)
    {
        Tokens = new IssuedTokens(timeProvider, options.AccessTokenLifetime);
        var codes = new AuthorizationCodes(timeProvider);
        var idTokens = new IdTokens(timeProvider);
        Surface = new SignInSurface(
        [
            new TokenEndpoint(
            [
                new RefreshTokenGrant(Tokens, Clients, idTokens),
                new AuthorizationCodeGrant(Tokens, Clients, codes, idTokens),
                new AssertionGrant(Tokens, Accounts, timeProvider),
            ]),
        ]);
    }

    public IssuedTokens Tokens { get; }

    public OAuthClients Clients { get; } = new();

    public ServiceAccounts Accounts { get; } = new();

    public SignInSurface Surface { get; }
}
