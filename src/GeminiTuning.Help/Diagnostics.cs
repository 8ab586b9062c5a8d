using System.Collections.Generic;

namespace GeminiTuning.Help;

/// <summary>The errors found so far: a run names all of them, not the first only.</summary>
internal sealed class Diagnostics
{
    private readonly List<Diagnostic> _all = [];

    /// <summary>The errors in the order they were found.</summary>
    public IReadOnlyList<Diagnostic> All => _all;

    /// <summary>Adds an error.</summary>
    public void Report(string file, int line, string code, string message) =>
        _all.Add(new Diagnostic(file, line, code, message));
}
