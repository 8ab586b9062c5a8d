using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

public sealed class ImportTests
{
    private const string LoadedFiles = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { if (-not $_.IsDynamic) { $_.Location } }";

    [Fact]
    public async Task Import_loads_the_cmdlets_and_their_objects_and_nothing_else()
    {
        string[] loaded = await FreshProcess.RunAsync(LoadedFiles);

        Assert.Equal(
            ["GeminiTuning.Abstractions.dll", "GeminiTuning.dll"],
            loaded.Where(IsOurs).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(loaded, static file => file.Contains("dependencies", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_engine_depends_on_is_loaded_apart_from_what_PowerShell_loads()
    {
        string[] contexts = await FreshProcess.RunAsync(
            "Connect-GeminiTuning -Emulator; Get-GeminiModel | Out-Null; "
            + "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { if (-not $_.IsDynamic -and $_.Location -like '*dependencies*') "
            + "{ [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name } }");

        Assert.NotEmpty(contexts);
        Assert.All(contexts, static name => Assert.Equal("GeminiTuning", name));
    }

    [Fact]
    public async Task Removing_the_module_stops_its_emulators()
    {
        string[] answers = await FreshProcess.RunAsync(
            "Connect-GeminiTuning -Emulator; $e = (Get-GeminiTuningContext).Endpoint; Remove-Module GeminiTuning; "
            + "try { [System.Net.Sockets.TcpClient]::new($e.Host, $e.Port).Dispose(); 'open' } catch { 'closed' }");
        Assert.Equal(["closed"], answers);
    }

    [Fact]
    public async Task Help_shows_descriptions_and_examples_in_the_engine()
    {
        string[] text = await FreshProcess.RunAsync("Get-Help New-GeminiTunedModel -Full | Out-Default");
        Assert.Contains("SYNOPSIS", text);
        Assert.Contains(text, static line => line.Contains("Example 1", StringComparison.Ordinal));
        Assert.Contains(text, static line => line.Contains("-EpochCount", StringComparison.Ordinal));
    }

    private static bool IsOurs(string file) => file.Contains(
        Path.Combine("out", "GeminiTuning") + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
