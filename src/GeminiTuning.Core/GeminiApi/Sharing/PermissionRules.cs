using System;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.GeminiApi.Sharing;

/// <summary>The service's rules for permissions.</summary>
internal static class PermissionRules
{
    // Wider than the service's own: what it takes for an address is its business, a slip of the hand is ours.
    private static readonly Regex Address = new(@"\A[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static void Check(PermissionRequest request)
    {
        TunedModelName.Parse(request.TunedModel);
        CheckRole(request.Role);
        if (request.GranteeType != TunedModelGranteeType.Everyone)
        {
            CheckAddress(request.EmailAddress ?? string.Empty);
        }
    }

    public static void CheckRole(TunedModelRole role)
    {
        if (role is not (TunedModelRole.Reader or TunedModelRole.Writer))
        {
            throw SharingErrors.RoleNotGrantable(role);
        }
    }

    public static void CheckAddress(string address)
    {
        if (!Address.IsMatch(address))
        {
            throw SharingErrors.EmailAddressInvalid(address);
        }
    }
}
