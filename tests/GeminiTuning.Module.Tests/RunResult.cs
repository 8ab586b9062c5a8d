using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;

namespace GeminiTuning.Module.Tests;

/// <summary>All that a script wrote.</summary>
public sealed record RunResult(Collection<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, PSDataStreams Streams)
{
    /// <summary>The error ids, without the command's name behind the comma.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(static e => e.FullyQualifiedErrorId.Split(',')[0]);
}
