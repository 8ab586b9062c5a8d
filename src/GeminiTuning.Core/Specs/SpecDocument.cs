using System;
using System.IO;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Specs;

/// <summary>Reads a file to the nodes of its only document. JSON is read as the YAML that it is.</summary>
internal static class SpecDocument
{
    private const long MostBytes = 1 << 20;

    public static YamlMappingNode Load(string path, SpecSource source)
    {
        var text = ReadText(path);

        // A tab is space between JSON's tokens, and never stands inside of them; YAML knows no tab at the start of a line.
        return Parse(string.Equals(Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase) ? text.Replace('\t', ' ') : text, source);
    }

    public static YamlMappingNode Parse(string text, SpecSource source)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new SpecParser(new Parser(new StringReader(text)), source));
        }
        catch (YamlException e)
        {
            throw SpecErrors.SpecSyntaxInvalid(source.At(e.Start), "this is neither YAML nor JSON: " + e.Message, e);
        }

        if (stream.Documents.Count > 1)
        {
            throw SpecErrors.SpecSyntaxInvalid(source.At(stream.Documents[1].RootNode.Start), "a second document begins here. Write one spec in a file");
        }

        return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
            ? root
            : throw SpecErrors.SpecSyntaxInvalid(new SpecPlace(source.Name, 1, 1), "there are no keys. Write at least baseModel and trainingData");
    }

    private static string ReadText(string path)
    {
        if (Directory.Exists(path))
        {
            throw SpecErrors.SpecUnreadable(path, "it is a folder; name a file in it", null);
        }

        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes }
                ? throw SpecErrors.SpecUnreadable(path, "it has more than 1 MB, so it is no spec; training data is named by the key trainingData", null)
                : File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw SpecErrors.SpecNotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw SpecErrors.SpecUnreadable(path, e.Message, e);
        }
    }
}
