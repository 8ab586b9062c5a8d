using System;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.Iam;

/// <summary>
/// Gives tokens of service accounts to whoever may act for them: everybody for every account, but nobody for one whose name
/// begins with <c>forbidden-</c>.
/// </summary>
internal sealed class CredentialMethods(IssuedTokens tokens, TimeProvider timeProvider)
{
    private const string Parent = "projects/-/serviceAccounts/";
    private const string Permission = "iam.serviceAccounts.getAccessToken";
    private const double MaxSeconds = 3600;

    public void AddTo(MethodTable methods) => methods.Add("google.iam.credentials.v1.IAMCredentials.GenerateAccessToken", Generate);

    private Message Generate(ApiCall call)
    {
        var account = AccountOf(call.Request.GetString("name"));
        var scopes = call.Request.GetList<string>("scope").SelectMany(OAuthScopes.Parse).Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count == 0 || !scopes.TrueForAll(OAuthScopes.IsValid))
        {
            throw new ApiException(
                RpcCode.InvalidArgument,
                scopes.Count == 0 ? "The request has no scope. At least one is required." : "The request has an invalid scope: " + scopes.Find(scope => !OAuthScopes.IsValid(scope)));
        }

        var lifetime = ReadLifetime(call.Request.GetString("lifetime"));
        foreach (var actor in call.Request.GetList<string>("delegates").Select(AccountOf).Append(account))
        {
            RequirePermission(actor);
        }

        var grant = new TokenGrant { Account = account, ClientId = ServiceAccounts.IdOf(account), Scopes = scopes };
        var token = tokens.Issue(grant, ownLifetime: lifetime);
        return new Message(call.Method.Output)
            .Set("access_token", token.Secret)
            .Set("expire_time", WireTime.Seconds(timeProvider.GetUtcNow() + lifetime));
    }

    private static string AccountOf(string name) =>
        name.StartsWith(Parent, StringComparison.Ordinal) && name.IndexOf('/', Parent.Length) < 0
            ? name.Substring(Parent.Length)
            : throw new ApiException(RpcCode.InvalidArgument, $"Invalid service account '{name}'. Use {Parent}ADDRESS, with a hyphen for the project.");

    private static void RequirePermission(string account)
    {
        if (!ServiceAccounts.Exists(account))
        {
            throw new ApiException(RpcCode.NotFound, "Not found; Gaia id not found for email " + account);
        }

        if (account.StartsWith("forbidden-", StringComparison.Ordinal))
        {
            throw new ApiException(
                RpcCode.PermissionDenied,
                $"Permission '{Permission}' denied on resource (or it may not exist).",
                ErrorDetails.ErrorInfo("IAM_PERMISSION_DENIED", "iam.googleapis.com", ("permission", JsonValue.String(Permission))));
        }
    }

    private static TimeSpan ReadLifetime(string text)
    {
        var seconds = text.Length == 0 ? MaxSeconds : double.Parse(text.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture);
        return seconds is > 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(Math.Ceiling(seconds))
            : throw new ApiException(RpcCode.InvalidArgument, $"Invalid lifetime '{text}'. It is more than 0s and at most 3600s, unless a policy of the organization allows more.");
    }
}
