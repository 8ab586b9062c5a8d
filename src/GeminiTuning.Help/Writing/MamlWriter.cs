using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using GeminiTuning.Help.Pages;
using static GeminiTuning.Help.Writing.MamlNames;

namespace GeminiTuning.Help.Writing;

/// <summary>Writes pages as the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    /// <summary>The help file of some cmdlets.</summary>
    public static XDocument ToDocument(IEnumerable<CommandPage> pages) => new(
        new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.Select(ToCommand)));

    private static XElement ToCommand(CommandPage page)
    {
        int dash = page.Name.IndexOf('-', StringComparison.Ordinal);
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", page.Name[..dash]),
                new XElement(Command + "noun", page.Name[(dash + 1)..]),
                Text(Maml + "description", page.Synopsis)),
            Text(Maml + "description", page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
            new XElement(Command + "parameters", page.Parameters.Select(static parameter =>
                MamlParameter.Describe(parameter, parameter.Bindings[0]))),
            new XElement(Command + "inputTypes", page.Inputs.Select(static type => TypeItem("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(static type => TypeItem("returnValue", type))),
            page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", Text(Maml + "alert", page.Notes)),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            Links(page));
    }

    /// <summary>An element of paragraphs.</summary>
    public static XElement Text(XName name, IEnumerable<string> paragraphs) =>
        new(name, paragraphs.Select(static paragraph => new XElement(Maml + "para", paragraph)));

    private static XElement SyntaxItem(CommandPage page, SyntaxSet set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        set.ParameterNames.Select(name =>
        {
            ParameterHelp parameter = page.Parameters.First(parameter => parameter.Is(name));
            return MamlParameter.InSyntax(parameter, parameter.In(set.Name)!);
        }));

    private static XElement TypeItem(string element, TypeHelp type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Text(Maml + "description", type.Description));

    // All text goes below the code: Windows PowerShell shows an introduction on the first line of the code. The empty
    // paragraph keeps the next title apart.
    private static XElement Example(ExampleHelp example) => new(
        Command + "example",
        new XElement(Maml + "title", $"--------- {example.Title} ---------"),
        new XElement(Dev + "code", example.Code),
        Text(Dev + "remarks", example.Remarks.Append(string.Empty)));

    private static XElement Links(CommandPage page)
    {
        // Get-Help -Online opens the first address, so the page itself comes first where it has one.
        IEnumerable<RelatedLink> links = page.Links.Where(link => !link.Address.Equals(page.OnlineVersion, StringComparison.Ordinal));
        if (page.OnlineVersion.Length > 0)
        {
            links = links.Prepend(new RelatedLink("Online Version:", page.OnlineVersion));
        }

        return new XElement(Maml + "relatedLinks", links.Select(static link => new XElement(
            Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address))));
    }
}
