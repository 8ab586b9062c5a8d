using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace GeminiTuning.Tools.Tests.Help;

public sealed class MamlWriterTests(SampleModuleFixture module) : IClassFixture<SampleModuleFixture>
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private XElement Root => XDocument.Load(Path.Combine(module.Root, "en-US", "SampleModule.dll-Help.xml")).Root!;

    private XElement Page => Root.Element(Command + "command")!;

    [Fact]
    public void The_file_says_that_it_is_maml()
    {
        Assert.Equal("helpItems", Root.Name.LocalName);
        Assert.Equal("maml", Root.Attribute("schema")?.Value);
    }

    [Fact]
    public void The_details_name_verb_and_noun()
    {
        XElement details = Page.Element(Command + "details")!;

        Assert.Equal("New", details.Element(Command + "verb")?.Value);
        Assert.Equal("SampleWidget", details.Element(Command + "noun")?.Value);
    }

    [Fact]
    public void Each_parameter_set_has_its_parameters_in_the_order_of_the_syntax()
    {
        string[][] sets = [.. Page.Element(Command + "syntax")!.Elements().Select(static item =>
            item.Elements(Command + "parameter").Select(static element => element.Element(Maml + "name")!.Value).ToArray())];

        Assert.Equal([["Name", "Colour", "Shiny"], ["Id", "Colour", "Shiny"]], sets);
    }

    [Fact]
    public void A_parameter_has_its_details()
    {
        XElement name = Page.Element(Command + "parameters")!.Elements().First();

        Assert.Equal(
            [
                "required=true", "variableLength=true", "globbing=false",
                "pipelineInput=True (ByValue)", "position=0", "aliases=Title",
            ],
            name.Attributes().Select(static attribute => $"{attribute.Name}={attribute.Value}"),
            StringComparer.Ordinal);
        Assert.Equal("String[]", name.Element(Dev + "type")?.Element(Maml + "name")?.Value);
    }

    [Fact]
    public void A_link_to_another_page_has_no_address() =>
        Assert.Equal(
            [
                "Online Version:|https://example.com/New-SampleWidget",
                "Get-SampleWidget|",
                "More about widgets|https://example.com/widgets",
            ],
            Page.Element(Maml + "relatedLinks")!.Elements().Select(static link =>
                string.Join('|', link.Elements().Select(static part => part.Value))),
            StringComparer.Ordinal);
}
