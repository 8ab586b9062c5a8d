using System;
using System.Management.Automation;

namespace SampleModule;

/// <summary>Has what a help page has to describe: sets, a switch, a position, an alias, pipeline input, values.</summary>
[Cmdlet(VerbsCommon.New, "SampleWidget", DefaultParameterSetName = "ByName")]
[OutputType(typeof(string))]
public sealed class NewSampleWidgetCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "ByName")]
    [Alias("Title")]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "ById")]
    public int Id { get; set; }

    [Parameter]
    public ConsoleColor Colour { get; set; } = ConsoleColor.Blue;

    [Parameter]
    public SwitchParameter Shiny { get; set; }

    protected override void ProcessRecord() => WriteObject($"{string.Join(',', Name)}{Id} {Colour} {Shiny}");
}
