using System;

namespace GeminiTuning.Core;

/// <summary>Decides whether credentials may be sent to an address.</summary>
internal static class EndpointRule
{
    /// <summary>The address, ending with a slash, so that paths can be put below it.</summary>
    public static Uri Check(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http"))
        {
            throw ConnectErrors.EndpointInvalid(endpoint.OriginalString, "it is not an absolute http or https address");
        }

        // Without the user info, which may be a password.
        var shown = endpoint.GetLeftPart(UriPartial.Path).Replace(endpoint.UserInfo + "@", string.Empty);
        if (endpoint.UserInfo.Length > 0)
        {
            throw ConnectErrors.EndpointInvalid(shown, "it has a user name or password in it");
        }

        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw ConnectErrors.EndpointInvalid(shown, "it has a query or a fragment");
        }

        if (endpoint.Scheme is "http" && !endpoint.IsLoopback)
        {
            throw ConnectErrors.InsecureEndpoint(shown);
        }

        return shown.EndsWith('/') ? endpoint : new Uri(shown + "/");
    }
}
