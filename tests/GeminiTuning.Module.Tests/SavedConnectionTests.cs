using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

[Collection(EnvironmentTests.Name)]
public sealed class SavedConnectionTests : IDisposable
{
    private const string Canary = "CanarySecret-6e0b57a1";

    private readonly TemporaryConfiguration _configuration = new();

    public void Dispose() => _configuration.Dispose();

    [Fact]
    public void What_one_session_saves_another_lists_and_selects()
    {
        using (var first = new ModuleSession())
        {
            first.Run("Connect-GeminiTuning -Name try -Emulator -Backend VertexAI -Location europe-west4");
            Assert.Equal("try", Assert.Single(first.Run("Get-GeminiTuningContext")).Properties["Name"].Value);
            first.Run("Connect-GeminiTuning -Name keyed -ApiKey " + Canary);
            Assert.Equal(["keyed", "try-"], Listed(first).Select(static saved => saved.Name + (saved.IsCurrent ? string.Empty : "-")));
        }

        using var second = new ModuleSession();
        Assert.Empty(second.Run("Get-GeminiTuningContext"));
        Assert.All(Listed(second), static saved => Assert.False(saved.IsCurrent));
        Assert.Empty(second.Run("Select-GeminiTuningContext TRY"));

        PSObject context = Assert.Single(second.Run("Get-GeminiTuningContext"));
        Assert.Equal("VertexAI europe-west4", context.Properties["Backend"].Value + " " + context.Properties["Location"].Value);
        Assert.Equal(true, context.Properties["IsEmulator"].Value);
        Assert.NotEmpty(second.Run("Get-GeminiModel"));
        Assert.True(Assert.Single(Listed(second), static saved => saved.IsCurrent).Name is "try");
    }

    [Fact]
    public void No_secret_is_in_the_folder_or_in_a_stream()
    {
        using var session = new ModuleSession();
        RunResult[] results =
        [
            session.TryRun($"Connect-GeminiTuning -Name a -ApiKey {Canary} -PassThru -Verbose -Debug"),
            session.TryRun($"Connect-GeminiTuning -Name b -AccessToken {Canary} -Verbose -Debug"),
            session.TryRun($"$env:GEMINI_API_KEY = '{Canary}'; try {{ Connect-GeminiTuning -Name c -Backend GeminiApi -Verbose -Debug }} finally {{ $env:GEMINI_API_KEY = $null }}"),
            session.TryRun($"Select-GeminiTuningContext a -ApiKey {Canary} -PassThru -Verbose -Debug"),
            session.TryRun("Get-GeminiTuningContext -ListAvailable -Verbose -Debug"),
        ];

        Assert.All(results, static result => Assert.Empty(result.Errors));
        IEnumerable<string> texts = results.SelectMany(static result => result.Output.Select(static o => PSSerializer.Serialize(o, 4))
            .Concat(result.Streams.Verbose.Select(static r => r.Message))
            .Concat(result.Streams.Debug.Select(static r => r.Message)));
        Assert.All(texts.Concat(_configuration.Files().Select(File.ReadAllText)), static text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
        Assert.Equal(3, Listed(session).Count);
    }

    [Fact]
    public void A_connection_that_was_saved_with_a_key_asks_for_it_again()
    {
        using var session = new ModuleSession();
        session.Run("Connect-GeminiTuning -Name keyed -ApiKey k1-aaaaaaaaaa; Disconnect-GeminiTuning");

        ErrorRecord error = session.Fail("Select-GeminiTuningContext keyed");

        Assert.Equal("SecretNeeded", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(session.Run("Get-GeminiTuningContext"));
        Assert.Equal("keyed", Assert.Single(session.Run("Select-GeminiTuningContext keyed -ApiKey k1-aaaaaaaaaa -PassThru")).Properties["Name"].Value);
    }

    [Fact]
    public void Names_are_found_by_pattern_and_a_name_that_is_not_there_is_an_error()
    {
        using ModuleSession session = WithThree();
        Assert.Equal(["dev-1", "dev-2"], session.Run("Get-GeminiTuningContext -Name dev*").Select(static o => $"{o}"));
        Assert.Empty(session.Run("Get-GeminiTuningContext -Name x*"));

        RunResult result = session.TryRun("Get-GeminiTuningContext -Name x, prod");

        Assert.Equal("ConnectionNotFound", Assert.Single(result.ErrorIds));
        Assert.Equal("prod", $"{Assert.Single(result.Output)}");
    }

    [Fact]
    public void Removing_takes_patterns_and_the_pipeline_and_can_be_asked_what_if()
    {
        using ModuleSession session = WithThree();
        session.Run("Remove-GeminiTuningContext * -WhatIf");
        Assert.Equal(3, Listed(session).Count);
        Assert.Contains("dev-1", session.Host.Screen.Text, StringComparison.Ordinal);

        session.Run("Get-GeminiTuningContext -Name dev-1 | Remove-GeminiTuningContext");
        Assert.Equal(["dev-2", "prod"], Listed(session).Select(static saved => saved.Name));
        RunResult result = session.TryRun("Remove-GeminiTuningContext x, dev-*");

        Assert.Equal("ConnectionNotFound", Assert.Single(result.ErrorIds));
        Assert.Equal("prod", Assert.Single(Listed(session)).Name);
        Assert.Single(session.Run("Get-GeminiTuningContext"));
    }

    [Theory]
    [InlineData("Select-GeminiTuningContext de", "dev-1,dev-2")]
    [InlineData("Remove-GeminiTuningContext -Name pr", "prod")]
    [InlineData("Get-GeminiTuningContext -Name de", "dev-1,dev-2")]
    [InlineData("Connect-GeminiTuning -Name pr", "prod")]
    public void Tab_completes_names(string typed, string expected)
    {
        using ModuleSession session = WithThree();
        Assert.Equal(expected.Split(','), session.Complete(typed));
    }

    [Fact]
    public void A_broken_file_is_one_error_and_silent_for_Tab()
    {
        File.WriteAllText(Path.Combine(_configuration.Folder, "connections.yaml"), "version: 1\nconnections:\n  a: [\n");
        using var session = new ModuleSession();

        Assert.All(
            ["Get-GeminiTuningContext -ListAvailable", "Select-GeminiTuningContext a", "Remove-GeminiTuningContext a", "Connect-GeminiTuning -Emulator -Name b"],
            command => Assert.Equal("ConnectionsFileInvalid", session.Fail(command).FullyQualifiedErrorId.Split(',')[0]));
        Assert.Empty(session.Complete("Select-GeminiTuningContext a"));
        Assert.Empty(session.Run("Get-GeminiTuningContext"));
    }

    [Fact]
    public async Task Processes_that_save_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(static process => FreshProcess.RunAsync(
            $"0..24 | ForEach-Object {{ Connect-GeminiTuning -Name \"p{process}-$_\" -ApiKey key-of-nobody }}")));

        using var session = new ModuleSession();
        Assert.Equal(100, Listed(session).Count);
    }

    [Fact]
    public void Nothing_is_read_on_import_and_the_current_connection_needs_no_file()
    {
        File.WriteAllText(Path.Combine(_configuration.Folder, "connections.yaml"), "broken");
        using var session = new ModuleSession();
        Assert.Empty(session.Run("Get-GeminiTuningContext"));
    }

    private static List<SavedConnection> Listed(ModuleSession session) =>
        [.. session.Run("Get-GeminiTuningContext -ListAvailable").Select(static o => new SavedConnection((string)o.Properties["Name"].Value, (bool)o.Properties["IsCurrent"].Value))];

    private static ModuleSession WithThree()
    {
        var session = new ModuleSession();
        session.Run("'dev-1', 'dev-2', 'prod' | ForEach-Object { Connect-GeminiTuning -Name $_ -ApiKey key-of-nobody }");
        return session;
    }

    private sealed record SavedConnection(string Name, bool IsCurrent);
}
