using System;

namespace GeminiTuning.Help;

/// <summary>Turns the Markdown pages of a folder into the files that Get-Help reads.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [string pages, string output])
        {
            Console.Error.WriteLine("Usage: dotnet GeminiTuning.Help.dll <folder of pages> <output folder>");
            return 2;
        }

        var errors = new Diagnostics();
        new HelpBuilder(errors).Build(pages, output);
        foreach (Diagnostic error in errors.All)
        {
            Console.Error.WriteLine(error);
        }

        return errors.All.Count == 0 ? 0 : 1;
    }
}
