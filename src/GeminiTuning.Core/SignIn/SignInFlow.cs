using System;
using System.Collections.Generic;
using System.Net.Http;
using GeminiTuning.Core.Auth;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Util.Store;

namespace GeminiTuning.Core.SignIn;

/// <summary>
/// Google's authorization code flow with PKCE, at the addresses of the client's file. It asks for consent each time,
/// because Google gives a refresh token with a consent only.
/// </summary>
internal sealed class SignInFlow : PkceGoogleAuthorizationCodeFlow
{
    public SignInFlow(ClientSecretFile client, IEnumerable<string> scopes, IDataStore? store, Func<Uri, HttpMessageHandler> innermost)
        : base(new Settings(client)
        {
            ClientSecrets = client.Secrets,
            Scopes = scopes,
            DataStore = store,
            Prompt = "consent",
            HttpClientFactory = new TokenHttpClientFactory(innermost),
        })
    {
    }

    // The addresses can be set by a derived class only.
    private sealed class Settings : Initializer
    {
        public Settings(ClientSecretFile client)
            : base(client.Authorization.AbsoluteUri, client.Token.AbsoluteUri, client.Revocation.AbsoluteUri)
        {
        }
    }
}
