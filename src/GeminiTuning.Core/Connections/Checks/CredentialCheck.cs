using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Tells which credential is in use; without one there would be no connection.</summary>
internal sealed class CredentialCheck : Check
{
    private readonly FoundCredential _found;

    public CredentialCheck(FoundCredential found)
    {
        _found = found;
    }

    public override string Name => CheckNames.Credential;

    public override IReadOnlyList<string> Needs => [];

    public override string Fix => "Run Connect-GeminiTuning.";

    public override Task<ConnectionCheck> RunAsync(CallOptions options) => Task.FromResult(
        Passed(_found.Name + " from " + _found.Source + (_found.Account == null ? string.Empty : ", " + _found.Account) + "."));
}
