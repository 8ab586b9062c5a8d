using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace GeminiTuning.Module.Tests;

public sealed class ManifestTests
{
    private static readonly IReadOnlyList<CmdletInfo> Exported = ReadExports();

    [Fact]
    public void Exports_are_exactly_the_cmdlets_of_the_module()
    {
        using var session = new ModuleSession();
        Assembly module = Exported[0].ImplementingType.Assembly;
        IEnumerable<string> written = module.GetExportedTypes()
            .Select(static t => t.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(static a => a.VerbName + "-" + a.NounName);

        Assert.Equal(written.Order(StringComparer.Ordinal), Exported.Select(static c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Manifest_exports_nothing_by_wildcard()
    {
        var manifest = (HashtableAst)Parser.ParseFile(ModuleSession.ModulePath, out _, out ParseError[] errors)
            .Find(static a => a is HashtableAst, searchNestedScriptBlocks: true);

        Assert.Empty(errors);
        var exports = manifest.KeyValuePairs
            .Where(static p => p.Item1.Extent.Text.EndsWith("ToExport", StringComparison.Ordinal))
            .ToDictionary(static p => p.Item1.Extent.Text, static p => p.Item2.Extent.Text);
        Assert.Equal(["AliasesToExport", "CmdletsToExport", "FunctionsToExport", "VariablesToExport"], exports.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(exports.Values, static text => text.Contains('*', StringComparison.Ordinal) || text == "$null");
    }

    [Fact]
    public void Every_verb_is_approved_and_every_noun_is_singular()
    {
        HashSet<string> approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(static t => t.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(static t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(static f => (string)f.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(Exported, cmdlet =>
        {
            Assert.Contains(cmdlet.Verb, approved);
            Assert.True(!cmdlet.Noun.EndsWith('s') || cmdlet.Noun.EndsWith("ss", StringComparison.Ordinal), cmdlet.Noun);
            Assert.True(cmdlet.Noun.StartsWith("Gemini", StringComparison.Ordinal) || cmdlet.Noun is "GcloudConfiguration", cmdlet.Noun);
        });
    }

    [Fact]
    public void Every_cmdlet_says_what_it_emits() =>
        Assert.All(Exported, static cmdlet => Assert.NotEmpty(cmdlet.OutputType));

    [Fact]
    public void No_switch_is_on_by_default_and_no_parameter_is_a_bool() => Assert.All(Exported, static cmdlet =>
        Assert.DoesNotContain(cmdlet.Parameters.Values, static p => p.ParameterType == typeof(bool)));

    [Fact]
    public void No_foreign_type_is_on_the_public_surface() => Assert.All(Exported, static cmdlet =>
    {
        string[] ours = ["GeminiTuning", "GeminiTuning.Abstractions", "System.Management.Automation", "System.Private.CoreLib", "System.Private.Uri"];
        Assert.All(cmdlet.Parameters.Values, p => Assert.Contains(Core(p.ParameterType).Assembly.GetName().Name, ours));
        Assert.All(cmdlet.OutputType.Select(static t => t.Type).OfType<Type>(), t => Assert.Contains(t.Assembly.GetName().Name, ours));
    });

    [Fact]
    public void Every_cmdlet_that_changes_something_can_be_asked_what_if()
    {
        string[] changing = ["New", "Add", "Set", "Move", "Remove", "Stop", "Start", "Invoke"];
        Assert.All(
            Exported.Where(c => changing.Contains(c.Verb)),
            static cmdlet => Assert.Contains("WhatIf", cmdlet.Parameters.Keys));
    }

    [Fact]
    public void No_cmdlet_asks_for_confirmation_by_default() => Assert.All(Exported, static cmdlet =>
        Assert.NotEqual(ConfirmImpact.High, cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact));

    [Fact]
    public void Both_editions_are_laid_out()
    {
        string folder = Path.GetDirectoryName(ModuleSession.ModulePath)!;
        Assert.All(
            ["core", "desktop"],
            edition => Assert.All(
                ["GeminiTuning.dll", "GeminiTuning.Abstractions.dll", "dependencies/GeminiTuning.Core.dll", "dependencies/Google.Apis.Auth.dll"],
                file => Assert.True(File.Exists(Path.Combine(folder, edition, file)), edition + "/" + file)));
    }

    [Fact]
    public void Object_types_can_be_named()
    {
        using var session = new ModuleSession();
        PSObject type = Assert.Single(session.Run("[GeminiTuning.TunedModel]"));
        Assert.Equal("GeminiTuning.TunedModel", ((Type)type.BaseObject).FullName);
    }

    [Theory]
    [InlineData("Creating", 1)]
    [InlineData("Active", 2)]
    [InlineData("Failed", 3)]
    public void States_keep_the_numbers_that_the_API_publishes(string state, int number)
    {
        using var session = new ModuleSession();
        Assert.Equal(number, Assert.Single(session.Run($"[int][GeminiTuning.TunedModelState]::{state}")).BaseObject);
    }

    private static Type Core(Type type)
    {
        Type element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    private static List<CmdletInfo> ReadExports()
    {
        using var session = new ModuleSession();
        return session.Run("Get-Command -Module GeminiTuning").Select(static c => (CmdletInfo)c.BaseObject).ToList();
    }
}
