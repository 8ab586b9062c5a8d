using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Measures;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Holds a tuning request against the service's rules before anything is sent.</summary>
internal static class TuningRequestRules
{
    private static readonly Regex IdRule = new(@"\A[a-z]([a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static TuningPlan Plan(TuningRequest request)
    {
        var baseModel = TunedModelName.IsPrefixOf(request.BaseModel)
            ? TunedModelName.Parse(request.BaseModel).ToString()
            : BaseModelName.Parse(request.BaseModel).ToString();
        CheckSupport(request);
        ParameterRules.Price(request.PricePerMillionTokens);
        CheckValues(request);
        var rows = CheckRows(request.TrainingData, out var tokens);

        var tunedModel = request.Id == null ? null : TunedModelName.Prefix + request.Id;
        var steps = Steps(request, rows);
        return new TuningPlan
        {
            BaseModel = baseModel,
            TunedModel = tunedModel,
            ExampleCount = rows,
            TotalSteps = steps,
            EstimatedTokens = tokens,
            Description = Describe(request, baseModel, tunedModel, rows, steps) + new TuningEstimate(tokens, request.EpochCount, request.PricePerMillionTokens),
        };
    }

    private static void CheckSupport(TuningRequest request) => ParameterSupport.Refuse(
        TuningBackend.GeminiApi,
        (nameof(request.Method), request.Method is not (null or TuningMethod.Supervised)),
        ("TrainingDataPath gs://...", request.TrainingDataUri != null),
        (nameof(request.ValidationData), request.ValidationData != null),
        ("ValidationDataPath", request.ValidationDataUri != null),
        (nameof(request.AdapterSize), request.AdapterSize != null),
        (nameof(request.ExportLastCheckpointOnly), request.ExportLastCheckpointOnly != null),
        ("Label", request.Labels != null),
        (nameof(request.KmsKeyName), request.KmsKeyName != null),
        (nameof(request.ServiceAccount), request.ServiceAccount != null),
        (nameof(request.CheckpointId), request.CheckpointId != null));

    private static void CheckValues(TuningRequest request)
    {
        if (request.Id != null && !IdRule.IsMatch(request.Id))
        {
            throw GeminiApiErrors.TunedModelIdInvalid(request.Id);
        }

        ParameterRules.DisplayName(request.DisplayName);
        ParameterRules.AtLeastOne(request.EpochCount, GeminiApiErrors.EpochCountOutOfRange);
        ParameterRules.AtLeastOne(request.BatchSize, GeminiApiErrors.BatchSizeOutOfRange);
        ParameterRules.AboveZero(request.LearningRate, GeminiApiErrors.LearningRateOutOfRange);
        ParameterRules.AboveZero(request.LearningRateMultiplier, GeminiApiErrors.LearningRateMultiplierOutOfRange);
        if (request.LearningRate != null && request.LearningRateMultiplier != null)
        {
            throw GeminiApiErrors.LearningRateAmbiguous();
        }

        ParameterRules.Share(request.Temperature, GeminiApiErrors.TemperatureOutOfRange);
        ParameterRules.Share(request.TopP, GeminiApiErrors.TopPOutOfRange);
        ParameterRules.AtLeastOne(request.TopK, GeminiApiErrors.TopKOutOfRange);
    }

    private static int CheckRows(IEnumerable<TuningExample> rows, out long tokens)
    {
        var limits = TrainingLimits.Of(TuningBackend.GeminiApi);
        var problems = new RowProblems();
        var tally = new TokenTally(TuningMethod.Supervised);
        foreach (var row in TrainingRows.Of(rows))
        {
            if (problems.Add(row.Source, Problem(row.Example, limits)))
            {
                tally.Add(row);
            }
        }

        tokens = tally.Total;
        problems.ThrowIfAny(FormattableString.Invariant(
            $"Each row needs a prompt (text_input, at most {limits.InputCharacters:N0} characters) and an answer (output, at most {limits.OutputCharacters:N0} characters)."));
        return problems.Count == 0 ? throw DatasetErrors.TrainingDataEmpty(null) : checked((int)problems.Count);
    }

    private static string? Problem(TuningExample row, TrainingLimits limits) =>
        Beyond(row) ?? Problem("prompt", row.TextInput, limits.InputCharacters) ?? Problem("answer", row.Output, limits.OutputCharacters);

    // What the service has no field for must not get lost on the way.
    private static string? Beyond(TuningExample row)
    {
        if (row.RejectedOutput != null)
        {
            return "it has a rejected answer, which only preference tuning on Vertex AI can use";
        }

        return row.Json != null ? "it says more than a prompt and an answer, which only Vertex AI can use" : null;
    }

    private static string? Problem(string what, string? text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "the " + what + " is blank";
        }

        return CharacterCount.Exceeds(text!, limit)
            ? string.Format(CultureInfo.InvariantCulture, "the {0} has {1:N0} characters, at most {2:N0} are allowed", what, CharacterCount.Of(text!), limit)
            : null;
    }

    private static int? Steps(TuningRequest request, int rows) =>
        TuningEstimate.Steps(rows, request.EpochCount, request.BatchSize) is { } steps ? (int)Math.Min(int.MaxValue, steps) : null;

    private static string Describe(TuningRequest request, string baseModel, string? tunedModel, int rows, int? steps) =>
        string.Format(CultureInfo.InvariantCulture, "Tune {0} on {1} {2}", baseModel, rows, rows == 1 ? "example" : "examples")
        + (steps == null ? string.Empty : string.Format(CultureInfo.InvariantCulture, " in {0} {1}", steps, steps == 1 ? "step" : "steps"))
        + (tunedModel == null ? string.Empty : " to make " + tunedModel)
        + (string.IsNullOrEmpty(request.DisplayName) ? string.Empty : " (" + request.DisplayName + ")");
}
