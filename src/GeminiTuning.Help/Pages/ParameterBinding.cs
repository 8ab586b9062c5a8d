using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Help.Pages;

/// <summary>The YAML block of a parameter.</summary>
internal sealed record ParameterBinding
{
    /// <summary>The name that stands for every parameter set.</summary>
    public const string AllSets = "(All)";

    /// <summary>The type of a parameter that takes no value.</summary>
    public const string SwitchType = "SwitchParameter";

    /// <summary>The name of the type.</summary>
    public required string Type { get; init; }

    /// <summary>The parameter sets it is in.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>Its other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The only values it takes, if they are few.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool Required { get; init; }

    /// <summary>Its position, or "Named".</summary>
    public required string Position { get; init; }

    /// <summary>The value it has when it is not given.</summary>
    public required string DefaultValue { get; init; }

    /// <summary>Whether and how it takes pipeline input.</summary>
    public required string PipelineInput { get; init; }

    /// <summary>Whether it takes wildcards.</summary>
    public required bool Wildcards { get; init; }

    /// <summary>Whether it takes no value.</summary>
    public bool IsSwitch => Type.Equals(SwitchType, StringComparison.Ordinal);

    /// <summary>Whether it takes several values.</summary>
    public bool IsArray => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Whether this block speaks of a parameter set.</summary>
    public bool IsIn(string set) =>
        Sets.Contains(AllSets, StringComparer.OrdinalIgnoreCase)
        || Sets.Contains(set, StringComparer.OrdinalIgnoreCase);
}
