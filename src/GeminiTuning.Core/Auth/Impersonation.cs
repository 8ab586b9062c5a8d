using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Auth;

/// <summary>Makes any credential act as a service account, by the IAM credentials service.</summary>
internal sealed class Impersonation
{
    private static readonly Regex AccountRule = new(@"\A([A-Za-z0-9][A-Za-z0-9._\-]*@[A-Za-z0-9][A-Za-z0-9.\-]*|[0-9]{5,30})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly Func<FoundCredential, TransportSettings> _settings;
    private readonly Uri _base;

    /// <param name="settings">Makes the connection to the IAM credentials service with a credential.</param>
    /// <param name="endpoint">The one base address for everything, if the user gave one.</param>
    public Impersonation(Func<FoundCredential, TransportSettings> settings, Uri? endpoint)
    {
        _settings = settings;
        _base = endpoint ?? IamCredentialsService.Description.DefaultEndpoint;
    }

    /// <summary>What the credential in front must be allowed.</summary>
    public static IReadOnlyList<string> OwnScopes => IamCredentialsService.Description.Scopes;

    /// <summary>Checks what the user gave, before a credential is looked for.</summary>
    public static void Check(ConnectRequest request)
    {
        if (request.ImpersonateServiceAccount == null)
        {
            if (request.Delegates is { Count: > 0 })
            {
                throw AuthErrors.DelegateWithoutTarget();
            }

            return;
        }

        foreach (var account in (request.Delegates ?? []).Prepend(request.ImpersonateServiceAccount))
        {
            if (!AccountRule.IsMatch(account.Trim()))
            {
                throw AuthErrors.ServiceAccountInvalid(account);
            }
        }
    }

    public FoundCredential Wrap(FoundCredential source, string account, IReadOnlyList<string>? delegates, IReadOnlyList<string> scopes)
    {
        var name = account.Trim();
        var target = new ImpersonationTarget
        {
            Account = name,
            Address = new Uri(_base, "v1/projects/-/serviceAccounts/" + name + ":generateAccessToken"),
            Delegates = [.. (delegates ?? []).Select(static one => one.Trim())],
            Scopes = scopes,
        };

        // Quota of the calls is the service account's own; the one of the credential in front stays with its calls.
        return Wrap(source, target) with
        {
            Name = source.Name + ", impersonating",
            Source = source.Account == null ? source.Source : source.Source + " (" + source.Account + ")",
            Project = source.Project ?? source.QuotaProject,
            QuotaProject = null,
        };
    }

    public FoundCredential Wrap(FoundCredential source, ImpersonationTarget target) => source with
    {
        Credential = new ImpersonatingCredential(source, target, _settings(source) with { Endpoint = new Uri(target.Address.GetLeftPart(UriPartial.Authority) + "/") }),
        Account = target.Account,
    };
}
