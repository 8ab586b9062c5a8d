using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Markdig.Syntax;

namespace GeminiTuning.Help.Pages;

/// <summary>Reads the PARAMETERS section.</summary>
internal sealed class ParameterReader(PageDocument page)
{
    private static readonly string[] Fields =
    [
        "Type", "Parameter Sets", "Aliases", "Accepted values", "Required", "Position", "Default value",
        "Accept pipeline input", "Accept wildcard characters",
    ];

    /// <summary>Reads the parameters; the common ones are left to Get-Help.</summary>
    public IReadOnlyList<ParameterHelp> Read(Section section)
    {
        List<ParameterHelp> parameters = [];
        foreach (Section part in section.Sections)
        {
            if (part.Title.StartsWith('-'))
            {
                parameters.Add(ReadParameter(part));
            }
            else if (!part.Title.Equals("CommonParameters", StringComparison.OrdinalIgnoreCase))
            {
                page.Report(part.Line, ErrorCode.Layout, $"'### {part.Title}' is no parameter: those start with '-'.");
            }
        }

        return parameters;
    }

    private ParameterHelp ReadParameter(Section section)
    {
        FencedCodeBlock[] metadata = [.. section.Blocks.OfType<FencedCodeBlock>().Where(static block =>
            string.Equals(block.Info, "yaml", StringComparison.OrdinalIgnoreCase))];
        List<string> description = BlockText.Paragraphs(section.Blocks.Except(metadata));
        if (description.Count == 0)
        {
            page.Report(section.Line, ErrorCode.Empty, $"The parameter '{section.Title}' has no text.");
        }

        if (metadata.Length == 0)
        {
            page.Report(section.Line, ErrorCode.Metadata, $"The parameter '{section.Title}' has no yaml block.");
        }

        return new ParameterHelp(section.Title[1..], section.Line, description, [.. metadata.Select(ReadBinding)]);
    }

    private ParameterBinding ReadBinding(FencedCodeBlock block)
    {
        int line = block.Line + 1;
        var fields = new YamlFields(page, block.Lines.ToString(), line, ErrorCode.Metadata, Fields);
        string position = fields.Filled("Position");
        if (position.Length > 0
            && !position.Equals("Named", StringComparison.OrdinalIgnoreCase)
            && !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            page.Report(line, ErrorCode.Metadata, $"'Position' is '{position}'; it must be a number or Named.");
        }

        return new ParameterBinding
        {
            Type = fields.Filled("Type"),
            Sets = List(fields.Filled("Parameter Sets")),
            Aliases = List(fields.Required("Aliases")),
            AcceptedValues = List(fields.Optional("Accepted values")),
            Required = fields.Flag("Required"),
            Position = position,
            DefaultValue = fields.Filled("Default value"),
            PipelineInput = fields.Filled("Accept pipeline input"),
            Wildcards = fields.Flag("Accept wildcard characters"),
        };
    }

    private static string[] List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
