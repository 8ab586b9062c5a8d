using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using GeminiTuning.Help.Pages;
using static GeminiTuning.Help.Writing.MamlNames;

namespace GeminiTuning.Help.Writing;

/// <summary>Writes a parameter.</summary>
internal static class MamlParameter
{
    /// <summary>The parameter as a part of a syntax line.</summary>
    public static XElement InSyntax(ParameterHelp parameter, ParameterBinding binding)
    {
        XElement element = Start(parameter, binding, parameter.Description);
        if (binding.AcceptedValues.Count > 0)
        {
            element.Add(new XElement(
                Command + "parameterValueGroup",
                binding.AcceptedValues.Select(static value => Value(value, required: false))));
        }
        else if (!binding.IsSwitch)
        {
            element.Add(Value(binding.Type, required: true));
        }

        return Finish(element, binding);
    }

    /// <summary>The parameter with all that is known of it.</summary>
    public static XElement Describe(ParameterHelp parameter, ParameterBinding binding)
    {
        // The views of Get-Help have no place for accepted values, so they are said in words.
        IEnumerable<string> text = binding.AcceptedValues.Count == 0
            ? parameter.Description
            : parameter.Description.Append("Accepted values: " + string.Join(", ", binding.AcceptedValues));
        XElement element = Start(parameter, binding, text);
        element.Add(Value(binding.Type, required: !binding.IsSwitch));
        return Finish(element, binding);
    }

    private static XElement Start(ParameterHelp parameter, ParameterBinding binding, IEnumerable<string> text) => new(
        Command + "parameter",
        new XAttribute("required", Flag(binding.Required)),
        new XAttribute("variableLength", Flag(binding.IsArray)),
        new XAttribute("globbing", Flag(binding.Wildcards)),
        new XAttribute("pipelineInput", binding.PipelineInput),
        new XAttribute("position", binding.Position.ToLower(CultureInfo.InvariantCulture)),
        new XAttribute("aliases", binding.Aliases.Count == 0 ? "none" : string.Join(", ", binding.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        MamlWriter.Text(Maml + "description", text));

    private static XElement Finish(XElement element, ParameterBinding binding)
    {
        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", binding.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", binding.DefaultValue));
        return element;
    }

    private static XElement Value(string text, bool required) => new(
        Command + "parameterValue",
        new XAttribute("required", Flag(required)),
        new XAttribute("variableLength", "false"),
        text);

    private static string Flag(bool value) => value ? "true" : "false";
}
