using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Datasets;

/// <summary>Files of examples, one after the other.</summary>
internal sealed class TrainingFiles : ITrainingRows
{
    public TrainingFiles(IEnumerable<string> paths, DatasetOptions dataset)
    {
        Dataset = dataset;
        Files = [.. paths.Select(path => new TrainingFile(path, dataset))];
    }

    public DatasetOptions Dataset { get; }

    public IReadOnlyList<TrainingFile> Files { get; }

    public IEnumerable<ExampleRow> Rows() => Files.SelectMany(static file => file.Rows(onFault: null));

    public IEnumerator<TuningExample> GetEnumerator() => Rows().Select(static row => row.Example).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
