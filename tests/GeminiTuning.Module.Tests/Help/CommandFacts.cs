using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace GeminiTuning.Module.Tests.Help;

/// <summary>What a page has to say of a cmdlet, worked out from the cmdlet itself.</summary>
internal sealed class CommandFacts
{
    private static readonly Regex ParameterType = new(@"-(?<name>\w+)\]? <(?<type>[^>]+)>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly CmdletInfo _command;

    public CommandFacts(CmdletInfo command)
    {
        _command = command;
    }

    public string Name => _command.Name;

    /// <summary>All parameters but the common ones, in the order of a page: -Confirm and -WhatIf come last.</summary>
    public IEnumerable<ParameterMetadata> Parameters => _command.Parameters.Values
        .Where(static parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .OrderBy(static parameter => parameter.Name switch { "Confirm" => 1, "WhatIf" => 2, _ => 0 })
        .ThenBy(static parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>The syntax of each parameter set, under its heading; a cmdlet with one set needs none.</summary>
    public IEnumerable<(string Heading, string Syntax)> Syntax => _command.ParameterSets.Select(set => (
        set.Name is ParameterAttribute.AllParameterSets ? string.Empty : set.Name + (set.IsDefault ? " (Default)" : string.Empty),
        Name + " " + ParameterType.Replace(
            set.ToString(),
            match => match.Value.Replace(
                "<" + match.Groups["type"].Value + ">",
                "<" + TypeName(_command.Parameters[match.Groups["name"].Value].ParameterType) + ">",
                StringComparison.Ordinal))));

    /// <summary>The facts of a parameter: one list where all its sets agree, else one for each set or group of sets.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Describe(ParameterMetadata parameter) => parameter.ParameterSets
        .GroupBy(
            static set => (set.Value.IsMandatory, set.Value.Position, Pipeline: Pipeline(set.Value)),
            static set => set.Key)
        .Select(group =>
        {
            var facts = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Type"] = TypeName(parameter.ParameterType),
                ["Parameter Sets"] = Sets([.. group]),
                ["Aliases"] = string.Join(", ", parameter.Aliases),
                ["Required"] = group.Key.IsMandatory.ToString(),
                ["Position"] = group.Key.Position < 0 ? "Named" : group.Key.Position.ToString(CultureInfo.InvariantCulture),
                ["Default value"] = Default(parameter),
                ["Accept pipeline input"] = group.Key.Pipeline,
                ["Accept wildcard characters"] = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any().ToString(),
            };
            Type item = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
            item = Nullable.GetUnderlyingType(item) ?? item;
            if (item.IsEnum)
            {
                facts["Accepted values"] = string.Join(", ", Enum.GetNames(item));
            }

            return facts;
        });

    private static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static string Pipeline(ParameterSetMetadata set) => (set.ValueFromPipeline, set.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private string Sets(IReadOnlyList<string> names) =>
        names.Count == _command.ParameterSets.Count || names[0] is ParameterAttribute.AllParameterSets ? "(All)" : string.Join(", ", names);

    private string Default(ParameterMetadata parameter)
    {
        // -WhatIf and -Confirm are PowerShell's own and no property of the cmdlet.
        var property = _command.ImplementingType.GetProperty(parameter.Name);
        using var cmdlet = (IDisposable)Activator.CreateInstance(_command.ImplementingType)!;
        return property?.GetValue(cmdlet) switch
        {
            null or Array { Length: 0 } => "None",
            SwitchParameter on => on.ToBool().ToString(),
            string[] items => string.Join(", ", items),
            object value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
