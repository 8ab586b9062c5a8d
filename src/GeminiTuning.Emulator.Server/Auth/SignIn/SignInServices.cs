using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Auth.Iam;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.Metadata;
using GeminiTuning.Emulator.Auth.OAuth;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.SignIn;

/// <summary>All that has to do with signing in, over one set of tokens, clients and accounts.</summary>
internal sealed class SignInServices
{
    public SignInServices(EmulatorOptions options, TimeProvider timeProvider)
    {
        Tokens = new IssuedTokens(timeProvider, options.AccessTokenLifetime);
        var codes = new AuthorizationCodes(timeProvider);
        var idTokens = new IdTokens(timeProvider);
        var refresh = new RefreshTokenGrant(Tokens, Clients, idTokens);
        Surface = new SignInSurface(
        [
            new AuthorizationEndpoint(codes),
            new TokenEndpoint(
                TokenEndpoint.Paths,
                [refresh, new AuthorizationCodeGrant(Tokens, Clients, codes, idTokens), new AssertionGrant(Tokens, Accounts, timeProvider)]),
            new RevocationEndpoint(Tokens),
            new TokenInfoEndpoint(Tokens, timeProvider),
            new TokenExchangeEndpoint(Tokens, timeProvider),
            new TokenEndpoint(TokenEndpoint.FederatedPaths, [refresh]),
            new MetadataEndpoint(Tokens),
        ]);
        ApiSurfaces = IamSurfaces.Create(Tokens, timeProvider);
    }

    public IssuedTokens Tokens { get; }

    public OAuthClients Clients { get; } = new();

    public ServiceAccounts Accounts { get; } = new();

    /// <summary>OAuth's services and the metadata server.</summary>
    public SignInSurface Surface { get; }

    /// <summary>Those of the services that have a schema.</summary>
    public IReadOnlyList<ApiSurface> ApiSurfaces { get; }
}
