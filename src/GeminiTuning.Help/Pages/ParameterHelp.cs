using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Help.Pages;

/// <summary>A parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line of its heading.</param>
/// <param name="Description">What it means.</param>
/// <param name="Bindings">How it is bound; more than one when the parameter sets differ.</param>
internal sealed record ParameterHelp(
    string Name, int Line, IReadOnlyList<string> Description, IReadOnlyList<ParameterBinding> Bindings)
{
    /// <summary>Whether this is the parameter of a name.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>How it is bound in a parameter set, or null when it is not in the set.</summary>
    public ParameterBinding? In(string set) => Bindings.FirstOrDefault(binding => binding.IsIn(set));
}
