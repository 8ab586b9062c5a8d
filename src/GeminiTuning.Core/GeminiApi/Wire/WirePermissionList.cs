using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>ListPermissionsResponse</c>.</summary>
internal sealed class WirePermissionList
{
    public List<WirePermission>? Permissions { get; set; }

    public string? NextPageToken { get; set; }
}
