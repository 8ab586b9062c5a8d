using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Works out what <c>-GcloudConfiguration</c> stands for. gcloud keeps its credentials in a database, and beside it one
/// file per account in the usual form: that file is used.
/// </summary>
internal sealed class GcloudRequest
{
    private readonly GcloudConfiguration _gcloud;
    private readonly Func<string, string?> _environment;

    public GcloudRequest(Func<string, string?> environment)
    {
        _environment = environment;
        _gcloud = new GcloudConfiguration(environment);
    }

    public ConnectRequest Apply(ConnectRequest request)
    {
        if (request.GcloudConfiguration == null)
        {
            return request;
        }

        var found = new GcloudConfigurations(_environment).Read(request.GcloudConfiguration);
        request = Impersonate(request with { Gcloud = found }, found);
        if (found.Account == null || request is not { ApiKey: null, AccessToken: null, CredentialPath: null, ClientSecretPath: null })
        {
            return request;
        }

        var path = CredentialOf(found.Name, found.Account);
        return request with { CredentialPath = path, CredentialOrigin = "gcloud configuration '" + found.Name + "' (" + path + ")" };
    }

    // As gcloud reads it: the last one is acted as, the others are the delegates on the way.
    private static ConnectRequest Impersonate(ConnectRequest request, GcloudConfigurationInfo found)
    {
        var chain = (found.ImpersonateServiceAccount ?? string.Empty).Split(',').Select(static name => name.Trim()).Where(static name => name.Length > 0).ToList();
        return chain.Count == 0 || request.ImpersonateServiceAccount != null
            ? request
            : request with { ImpersonateServiceAccount = chain[chain.Count - 1], Delegates = chain.Count > 1 ? chain.GetRange(0, chain.Count - 1) : null };
    }

    private string CredentialOf(string configuration, string account)
    {
        // The account is a folder's name here, and must not lead to another place.
        var own = account.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && account is not ("." or "..")
            ? Path.Combine(_gcloud.Folder()!, "legacy_credentials", account, "adc.json")
            : null;
        if (own != null && File.Exists(own))
        {
            return own;
        }

        var defaults = ApplicationDefaultCredentials.FileOf(_environment);
        var owner = defaults != null && File.Exists(defaults) ? CredentialFile.Read(defaults, defaults).Account : null;
        if (string.Equals(owner, account, StringComparison.OrdinalIgnoreCase))
        {
            return defaults!;
        }

        var looked = new List<string> { own == null ? "a file of gcloud's own, which the account cannot name" : own + " (not there)" };
        looked.Add("Application Default Credentials (" + (defaults == null || !File.Exists(defaults) ? "not there" : defaults + " is of " + (owner ?? "an account that it does not tell")) + ")");
        throw GcloudErrors.GcloudCredentialMissing(configuration, account, string.Join("; ", looked));
    }
}
