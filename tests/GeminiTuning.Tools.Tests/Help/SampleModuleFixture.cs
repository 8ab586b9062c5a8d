using System;
using System.IO;
using GeminiTuning.Help;

namespace GeminiTuning.Tools.Tests.Help;

/// <summary>A module laid out like ours: the manifest, the dll in a folder below, the help beside the manifest.</summary>
public sealed class SampleModuleFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleModuleFixture()
    {
        Manifest = _folder.Write("SampleModule/SampleModule.psd1", """
            @{
                ModuleVersion   = '1.0'
                RootModule      = if ($PSEdition -eq 'Core') { 'core/SampleModule.dll' } else { 'desktop/SampleModule.dll' }
                CmdletsToExport = 'New-SampleWidget'
            }
            """);
        Root = Path.GetDirectoryName(Manifest)!;
        Directory.CreateDirectory(Path.Combine(Root, "core"));
        const string Assembly = "SampleModule.dll";
        File.Copy(Path.Combine(AppContext.BaseDirectory, Assembly), Path.Combine(Root, "core", Assembly));
        Build(Path.Combine(Root, "en-US"));
    }

    public string Manifest { get; }

    public string Root { get; }

    public static void Build(string output)
    {
        var errors = new Diagnostics();
        new HelpBuilder(errors).Build(HelpPages.Folder, output);
        if (errors.All.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, errors.All));
        }
    }

    public void Dispose() => _folder.Dispose();
}
