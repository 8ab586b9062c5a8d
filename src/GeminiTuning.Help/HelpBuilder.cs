using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GeminiTuning.Help.Pages;
using GeminiTuning.Help.Writing;

namespace GeminiTuning.Help;

/// <summary>Reads every page, and writes only when all of them are right.</summary>
internal sealed class HelpBuilder(Diagnostics errors)
{
    private const string AboutSuffix = ".help.txt";

    /// <summary>Builds the help files of a folder of pages.</summary>
    public void Build(string pages, string output)
    {
        if (!Directory.Exists(pages))
        {
            errors.Report(pages, 1, ErrorCode.Layout, "There is no such folder of pages.");
            return;
        }

        // Ordinal order, so that the same pages give the same bytes on every machine.
        string[] files = [.. Directory.EnumerateFiles(pages, "*.md").Order(StringComparer.Ordinal)];
        List<CommandPage> commands = [];
        Dictionary<string, string> topics = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in files)
        {
            var document = PageDocument.Read(file, errors);
            string name = Path.GetFileNameWithoutExtension(file);
            if (name.StartsWith("about_", StringComparison.OrdinalIgnoreCase))
            {
                topics.Add(name, new AboutTopicWriter(document, name).Write());
            }
            else if (new CommandPageReader(document, name).Read() is { } page)
            {
                commands.Add(page);
            }
        }

        CheckOneHelpFile(commands);
        if (errors.All.Count > 0)
        {
            return;
        }

        Directory.CreateDirectory(output);
        if (commands.Count > 0)
        {
            MamlWriter.ToDocument(commands).Save(Path.Combine(output, commands[0].HelpFile));
        }

        WriteTopics(topics, output);
    }

    // Get-Help looks for one file per assembly: a page with another name in its front matter would never be found.
    private void CheckOneHelpFile(List<CommandPage> commands)
    {
        foreach (CommandPage page in commands)
        {
            CommandPage first = commands[0];
            if (!page.HelpFile.Equals(first.HelpFile, StringComparison.Ordinal))
            {
                errors.Report(
                    page.File,
                    1,
                    ErrorCode.FrontMatter,
                    $"The external help file is '{page.HelpFile}'; that of {first.Name} is '{first.HelpFile}'.");
            }
        }
    }

    private static void WriteTopics(Dictionary<string, string> topics, string output)
    {
        foreach (string old in Directory.EnumerateFiles(output, "about_*" + AboutSuffix))
        {
            if (!topics.ContainsKey(Path.GetFileName(old)[..^AboutSuffix.Length]))
            {
                // The topic was renamed or removed; Get-Help would still find it.
                File.Delete(old);
            }
        }

        foreach ((string name, string text) in topics)
        {
            File.WriteAllText(Path.Combine(output, name + AboutSuffix), text);
        }
    }
}
