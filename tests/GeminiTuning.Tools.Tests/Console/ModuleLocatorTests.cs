using System.IO;
using GeminiTuning.Console;
using Xunit;

namespace GeminiTuning.Tools.Tests.Console;

public sealed class ModuleLocatorTests
{
    [Fact]
    public void The_module_is_found_from_any_folder_below()
    {
        using var folder = new TemporaryFolder();
        string below = Path.Combine(folder.Root, "src", "tool", "bin");
        Directory.CreateDirectory(below);

        Assert.Null(ModuleLocator.Find(below));
        string manifest = folder.Write("out/GeminiTuning/GeminiTuning.psd1", "@{}");
        Assert.Equal(Path.GetFullPath(manifest), ModuleLocator.Find(below));
    }
}
