using System;
using System.Globalization;
using System.IO;
using System.Linq;
using GeminiTuning.Core.Checks;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Measures;

/// <summary>Finds a model's price in a user's YAML file. The module has no prices of its own: they would be out of date unnoticed.</summary>
internal static class PriceFile
{
    private const string Date = "date";
    private const string Currency = "currency";
    private const string Models = "models";

    /// <summary>The price, or <see langword="null"/> where the file has none for the model.</summary>
    public static Price? Find(string path, string model)
    {
        var root = Load(path);
        foreach (var key in root.Children.Keys.Select(static key => key.ToString()))
        {
            if (key is not (Date or Currency or Models))
            {
                throw DataToolErrors.PriceFileInvalid(path, "there is no key '" + key + "'");
            }
        }

        if (!root.Children.TryGetValue(Models, out var models) || models is not YamlMappingNode prices)
        {
            throw DataToolErrors.PriceFileInvalid(path, "the key 'models' is missing or has no models below it");
        }

        Price? found = null;
        foreach (var entry in prices.Children)
        {
            if (!double.TryParse((entry.Value as YamlScalarNode)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) || !(price >= 0) || double.IsInfinity(price))
            {
                throw DataToolErrors.PriceFileInvalid(path, "line " + entry.Key.Start.Line.ToString(CultureInfo.InvariantCulture) + ": the price of '" + entry.Key + "' is not a number from 0");
            }

            if (string.Equals(ShortName(entry.Key.ToString()), ShortName(model), StringComparison.Ordinal))
            {
                found = new Price(price, string.Join(", ", new[] { Path.GetFileName(path), Text(root, Date), Text(root, Currency) }.Where(static part => part != null)));
            }
        }

        return found;
    }

    private static YamlMappingNode Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode root
                ? root
                : throw DataToolErrors.PriceFileInvalid(path, "it has no keys");
        }
        catch (YamlException e)
        {
            throw DataToolErrors.PriceFileInvalid(path, "line " + e.Start.Line.ToString(CultureInfo.InvariantCulture) + ": it is not YAML", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw DataToolErrors.PriceFileUnreadable(path, e.Message, e);
        }
    }

    private static string? Text(YamlMappingNode root, string key) => root.Children.TryGetValue(key, out var value) ? value.ToString() : null;

    private static string ShortName(string name) => name.Substring(name.LastIndexOf('/') + 1);
}
