using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Looks at one thing of a connection. A <see cref="TuningException"/> is a failure with <see cref="Fix"/>.</summary>
internal abstract class Check
{
    public abstract string Name { get; }

    /// <summary>The checks that must not have failed for this one to mean anything.</summary>
    public virtual IReadOnlyList<string> Needs => [CheckNames.Scopes];

    public abstract string Fix { get; }

    public abstract Task<ConnectionCheck> RunAsync(CallOptions options);

    public ConnectionCheck Failed(string detail, string? fix = null) => Make(ConnectionCheckStatus.Failed, detail, fix ?? Fix);

    public ConnectionCheck Skipped(string detail, string? fix = null) => Make(ConnectionCheckStatus.Skipped, detail, fix);

    protected ConnectionCheck Passed(string detail) => Make(ConnectionCheckStatus.Passed, detail, null);

    private ConnectionCheck Make(ConnectionCheckStatus status, string detail, string? fix) =>
        new() { Name = Name, Status = status, Detail = detail, Fix = fix };
}
