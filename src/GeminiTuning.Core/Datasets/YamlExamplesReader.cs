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

    /// <summary>The next example, or <see langword="null"/> after the last.</summary>
    public TuningExample? Next(ExampleFields fields)
    {
        try
        {
            while (_parser.MoveNext())
            {
                switch (_parser.Current)
                {
                    case MappingStart start:
                        return Read(start, fields);
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
                        throw DatasetErrors.TrainingRowInvalid(
                            Source(_parser.Current!), "the item is not a map with the keys text_input and output. Rows stand in a list, each after a dash, or in documents of their own");
                }
            }

            return null;
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

    private TuningExample Read(MappingStart start, ExampleFields fields)
    {
        var json = new LineBuffer(1024);
        using (var map = new YamlRow(_parser, _fileName, json))
        {
            map.WriteMap();
        }

        using var row = JsonDocument.Parse(json.Written);
        return fields.Pick(row.RootElement, Source(start), isLine: false);
    }
}
