using System;
using System.IO;

namespace GeminiTuning.Tools.Tests.Help;

/// <summary>The pages that come with the tests.</summary>
internal static class HelpPages
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "TestData", "en-US");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n");
}
