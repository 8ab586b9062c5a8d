using System;
using System.Collections.Generic;
using System.Globalization;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Measures;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Holds a tuning request against the service's rules before anything is sent, uploaded or paid for.</summary>
internal sealed class VertexTuningRules
{
    private readonly VertexScope _scope;
    private readonly string? _stagingUri;

    public VertexTuningRules(VertexScope scope, string? stagingUri)
    {
        _scope = scope;
        _stagingUri = stagingUri;
    }

    public TuningPlan Plan(TuningRequest request)
    {
        var baseModel = VertexName.Parse(request.BaseModel, _scope);
        CheckSupport(request);
        CheckValues(request, baseModel);
        CheckUri("TrainingDataPath", request.TrainingDataUri);
        CheckUri("ValidationDataPath", request.ValidationDataUri);

        var method = request.Method ?? TuningMethod.Supervised;
        var tally = request.TrainingDataUri == null ? new TokenTally(method) : null;
        var rows = CheckTrainingRows(request, method, tally);
        CheckValidationRows(request, method);
        if ((rows > 0 || request.ValidationData != null) && _stagingUri == null)
        {
            throw VertexErrors.StagingUriMissing();
        }

        var shown = BaseModelOf(baseModel) ?? baseModel.ToString();
        return new TuningPlan
        {
            BaseModel = baseModel.ToString(),
            ExampleCount = rows,
            EstimatedTokens = tally?.Total,
            Description = Describe(request, shown, method, rows)
                + (tally == null ? null : new TuningEstimate(tally.Total, request.EpochCount, request.PricePerMillionTokens)),
        };
    }

    /// <summary>A base model as the service wants it in a request: the bare id of Google's own.</summary>
    public static string? BaseModelOf(VertexName name)
    {
        const string Google = "publishers/google/models/";
        if (name.Kind != ResourceKind.PublisherModel)
        {
            return null;
        }

        var full = name.WithoutPlace();
        return full.StartsWith(Google, StringComparison.Ordinal) ? name.Id : full;
    }

    public static void DisplayName(string? value)
    {
        if (value != null && CharacterCount.Exceeds(value, VertexErrors.MostDisplayNameCharacters))
        {
            throw VertexErrors.DisplayNameTooLong(value, CharacterCount.Of(value));
        }
    }

    private static void CheckSupport(TuningRequest request) => ParameterSupport.Refuse(
        TuningBackend.VertexAI,
        (nameof(request.Id), request.Id != null),
        (nameof(request.BatchSize), request.BatchSize != null),
        (nameof(request.LearningRate), request.LearningRate != null),
        (nameof(request.Temperature), request.Temperature != null),
        (nameof(request.TopP), request.TopP != null),
        (nameof(request.TopK), request.TopK != null));

    private static void CheckValues(TuningRequest request, VertexName baseModel)
    {
        DisplayName(request.DisplayName);
        ParameterRules.AtLeastOne(request.EpochCount, GeminiApiErrors.EpochCountOutOfRange);
        ParameterRules.AboveZero(request.LearningRateMultiplier, GeminiApiErrors.LearningRateMultiplierOutOfRange);
        ParameterRules.Price(request.PricePerMillionTokens);
        LabelRules.Check(request.Labels);
        if (request.AdapterSize is { } size)
        {
            AdapterSizes.WordOf(size);
        }

        if (request.CheckpointId != null && baseModel.Kind == ResourceKind.PublisherModel)
        {
            throw VertexErrors.CheckpointWithoutTunedModel(request.BaseModel);
        }
    }

    private static void CheckUri(string parameter, string? uri)
    {
        if (uri == null)
        {
            return;
        }

        var isObject = uri.StartsWith("gs://", StringComparison.Ordinal) && uri.IndexOf('/', "gs://".Length) is > 5 and var slash && slash < uri.Length - 1;
        var isDataset = VertexName.LocationOf(uri) != null && uri.Contains("/datasets/", StringComparison.Ordinal);
        if (!isObject && !isDataset)
        {
            throw VertexErrors.DataUriInvalid(parameter, uri);
        }
    }

    private static int CheckTrainingRows(TuningRequest request, TuningMethod method, TokenTally? tally)
    {
        var rows = CheckRows(request.TrainingData, method, most: null, tally);
        if (request.TrainingDataUri == null)
        {
            return rows > 0 ? rows : throw DatasetErrors.TrainingDataEmpty(null);
        }

        return rows == 0 ? 0 : throw VertexErrors.DataAmbiguous(nameof(request.TrainingData), "TrainingDataPath");
    }

    private static void CheckValidationRows(TuningRequest request, TuningMethod method)
    {
        if (request.ValidationData == null)
        {
            return;
        }

        if (request.ValidationDataUri != null)
        {
            throw VertexErrors.DataAmbiguous(nameof(request.ValidationData), "ValidationDataPath");
        }

        if (CheckRows(request.ValidationData, method, TrainingLimits.Of(TuningBackend.VertexAI).ValidationExamples) == 0)
        {
            throw VertexErrors.ValidationDataEmpty();
        }
    }

    private static int CheckRows(IEnumerable<TuningExample> examples, TuningMethod method, long? most, TokenTally? tally = null)
    {
        var problems = new RowProblems();
        foreach (var row in TrainingRows.Of(examples))
        {
            if (problems.Count == most)
            {
                throw VertexErrors.ValidationDataTooLarge(most.Value);
            }

            var problem = row.Problem(method)
                ?? (method == TuningMethod.Supervised && row.HasRejected ? "it has a rejected answer, which only -Method Preference uses" : null);
            if (problems.Add(problem == null ? null : row.Source, problem))
            {
                tally?.Add(row);
            }
        }

        problems.ThrowIfAny(ExampleRules.Text(method));
        return checked((int)problems.Count);
    }

    private string Describe(TuningRequest request, string baseModel, TuningMethod method, int rows) =>
        (method == TuningMethod.Preference ? "Preference-tune " : "Tune ") + baseModel + " on "
        + (request.TrainingDataUri ?? string.Format(CultureInfo.InvariantCulture, "{0} {1}, uploaded to {2},", rows, rows == 1 ? "example" : "examples", _stagingUri))
        + (request.EpochCount is { } epochs ? string.Format(CultureInfo.InvariantCulture, " in {0} {1}", epochs, epochs == 1 ? "epoch" : "epochs") : string.Empty)
        + " at " + _scope.Parent
        + (string.IsNullOrEmpty(request.DisplayName) ? string.Empty : " (" + request.DisplayName + ")");
}
