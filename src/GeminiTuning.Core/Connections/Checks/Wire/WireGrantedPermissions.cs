using System.Collections.Generic;

namespace GeminiTuning.Core.Connections.Checks.Wire;

/// <summary>Cloud Storage's <c>TestIamPermissionsResponse</c>: of the permissions asked for, those that the caller has.</summary>
internal sealed class WireGrantedPermissions
{
    public List<string>? Permissions { get; set; }
}
