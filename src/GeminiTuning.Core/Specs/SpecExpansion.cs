using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GeminiTuning.Core.Specs;

/// <summary>Makes requests of a spec's values, and checks them for a connection.</summary>
internal static class SpecExpansion
{
    public static IReadOnlyList<TuningSpec> Expand(SpecContent content, SpecSource source, TuningContext context, TuningSpecOptions options)
    {
        CheckConnection(content, context);
        var points = SweepGrid.Points(content);
        var request = options.Override(RequestOf(content));
        foreach (var name in content.Sweep.Select(static swept => swept.Name).Where(name => SweepGrid.Get(request, name) != null))
        {
            throw SpecErrors.SpecParameterSwept(source.Name, name);
        }

        request = WithData(request, content, source, options.Dataset);
        if (request.BaseModel.Length == 0)
        {
            throw SpecErrors.SpecKeyMissing(source.Name, SpecKeys.BaseModel, nameof(request.BaseModel));
        }

        var defaultName = Path.GetFileNameWithoutExtension(source.Name);
        return points.Select(point => Check(SweepGrid.Apply(request, point, defaultName), point, source, context)).ToList();
    }

    private static TuningSpec Check(TuningRequest request, IReadOnlyDictionary<string, object> point, SpecSource source, TuningContext context)
    {
        try
        {
            return new TuningSpec { Source = source.Name, Request = request, Plan = context.Client.Plan(request), SweptValues = point };
        }
        catch (TuningException e)
        {
            throw SpecErrors.In(source, e);
        }
    }

    private static void CheckConnection(SpecContent content, TuningContext context)
    {
        Check(SpecKeys.Backend, context.Backend.ToString(), isKnown: true);

        // An API key does not tell what project it belongs to.
        Check("project", context.Project, context.Project != null);
        Check("location", context.Location, isKnown: true);

        void Check(string key, string? actual, bool isKnown)
        {
            if (content.Get<string>(key) is { } wanted && isKnown && !string.Equals(wanted, actual, StringComparison.Ordinal))
            {
                throw SpecErrors.SpecConnectionMismatch(content.PlaceOf(key), key, wanted, actual);
            }
        }
    }

    private static TuningRequest WithData(TuningRequest request, SpecContent content, SpecSource source, DatasetOptions given)
    {
        var dataset = new DatasetOptions
        {
            InputProperty = given.InputProperty ?? content.Get<string>("inputProperty"),
            OutputProperty = given.OutputProperty ?? content.Get<string>("outputProperty"),
        };
        if (request.TrainingDataUri == null && !HasExamples(request.TrainingData))
        {
            var paths = content.Get<List<SpecScalar>>(SpecKeys.TrainingData) ?? throw SpecErrors.SpecKeyMissing(source.Name, SpecKeys.TrainingData, "TrainingDataPath");
            var (examples, uri) = SpecData.Find(SpecKeys.TrainingData, paths, dataset, source);
            request = request with { TrainingData = examples, TrainingDataUri = uri };
        }

        if (request.ValidationData == null && request.ValidationDataUri == null && content.Get<List<SpecScalar>>(SpecKeys.ValidationData) is { } validation)
        {
            var (examples, uri) = SpecData.Find(SpecKeys.ValidationData, validation, dataset, source);
            request = request with { ValidationData = uri == null ? examples : null, ValidationDataUri = uri };
        }

        return request;
    }

    // Only what a parameter gave is there so far; files are not opened to find out.
    private static bool HasExamples(IEnumerable<TuningExample> examples) => examples is not IReadOnlyCollection<TuningExample> { Count: 0 };

    private static TuningRequest RequestOf(SpecContent content) => new()
    {
        BaseModel = content.Get<string>(SpecKeys.BaseModel) ?? string.Empty,
        TrainingData = [],
        CheckpointId = content.Get<string>("checkpointId"),
        Method = content.Choice<TuningMethod>("method"),
        Id = content.Get<string>("id"),
        DisplayName = content.Get<string>("displayName"),
        Description = content.Get<string>("description"),
        Labels = content.Get<Dictionary<string, string>>("labels"),
        EpochCount = content.Number<int>("epochCount"),
        BatchSize = content.Number<int>("batchSize"),
        LearningRate = content.Number<double>("learningRate"),
        LearningRateMultiplier = content.Number<double>("learningRateMultiplier"),
        AdapterSize = content.Number<int>("adapterSize"),
        ExportLastCheckpointOnly = content.Number<bool>("exportLastCheckpointOnly"),
        KmsKeyName = content.Get<string>("kmsKeyName"),
        ServiceAccount = content.Get<string>("serviceAccount"),
        Temperature = content.Number<double>("temperature"),
        TopP = content.Number<double>("topP"),
        TopK = content.Number<int>("topK"),
    };
}
