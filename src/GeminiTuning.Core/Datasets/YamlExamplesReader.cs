using System;
using System.IO;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GeminiTuning.Core.Datasets;

/// <summary>Goes through YAML event by event and makes one example at a time, knowing its line.</summary>
internal sealed class YamlExamplesReader
{
    private readonly Parser _parser;
    private readonly string _fileName;
    private bool _inList;

    public YamlExamplesReader(TextReader yaml, string fileName)
    {
        _parser = new Parser(yaml);
        _fileName = fileName;
    }

    /// <summary>Reads the next item; <see langword="false"/> after the last.</summary>
    /// <param name="fields">How to make an example of it.</param>
    /// <param name="example">The example; <see langword="null"/> for an item that was reported and left out.</param>
    public bool TryRead(ExampleFields fields, out TuningExample? example)
    {
        example = null;
        try
        {
            while (_parser.MoveNext())
            {
                switch (_parser.Current)
                {
                    case MappingStart start:
                        example = Read(start, fields);
                        return true;
                    case SequenceStart when !_inList:
                        _inList = true;
                        break;
                    case SequenceEnd:
                        _inList = false;
                        break;
                    case Scalar { Value: "" } when !_inList:
                    case not NodeEvent:
                        break;
                    default:
                        Refuse(_parser.Current!, fields);
                        return true;
                }
            }

            return false;
        }
        catch (YamlException e)
        {
            throw DatasetErrors.TrainingFileFormat(_fileName, e.Start.Line, "it is not YAML: " + (e.InnerException ?? e).Message.TrimEnd('.'));
        }
        catch (InvalidOperationException)
        {
            // The library ends so at some places where a bracket is not closed.
            throw DatasetErrors.TrainingFileFormat(_fileName, _parser.Current?.Start.Line ?? 1, "it is not YAML: something is not closed at or after this line");
        }
    }

    private string Source(ParsingEvent place) => SourceLine.Of(_fileName, place.Start.Line);

    private TuningExample? Read(MappingStart start, ExampleFields fields)
    {
        var json = new LineBuffer(1024);
        using var map = new YamlRow(_parser, _fileName, json);
        try
        {
            map.WriteMap();
            using var row = JsonDocument.Parse(json.Written);
            return fields.Pick(row.RootElement, Source(start), isLine: false);
        }
        catch (TuningException fault) when (fields.Skips(fault))
        {
            Skip(map.OpenLevels);
            return null;
        }
    }

    private void Refuse(ParsingEvent item, ExampleFields fields)
    {
        var fault = DatasetErrors.TrainingRowInvalid(
            Source(item), "the item is not a map with the keys text_input and output. Rows stand in a list, each after a dash, or in documents of their own");
        if (!fields.Skips(fault))
        {
            throw fault;
        }

        Skip(item.NestingIncrease);
    }

    // What is left of a row that is left out.
    private void Skip(int openLevels)
    {
        while (openLevels > 0 && _parser.MoveNext())
        {
            openLevels += _parser.Current!.NestingIncrease;
        }
    }
}
