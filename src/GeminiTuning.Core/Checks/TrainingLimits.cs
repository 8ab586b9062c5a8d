using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Checks;

/// <summary>What a service takes, as its documentation says on a day: an entry of <c>TrainingLimits.json</c>. What is left out has no limit.</summary>
internal sealed class TrainingLimits
{
    private static readonly Lazy<TrainingLimitsFile> File = new(Read);

    [JsonConverter(typeof(JsonStringEnumConverter<TuningBackend>))]
    public TuningBackend Service { get; set; }

    public string Date { get; set; } = string.Empty;

    public string Source { get; set; } = string.Empty;

    public int InputCharacters { get; set; } = int.MaxValue;

    public int OutputCharacters { get; set; } = int.MaxValue;

    public int ExampleTokens { get; set; } = int.MaxValue;

    public long DataBytes { get; set; } = long.MaxValue;

    public long Examples { get; set; } = long.MaxValue;

    public long ValidationExamples { get; set; } = long.MaxValue;

    public long LeastExamples { get; set; }

    public long AdvisedExamples { get; set; }

    public List<string>? PreferenceModels { get; set; }

    public static TrainingLimits Of(TuningBackend service) => File.Value.Services.Single(entry => entry.Service == service);

    private static TrainingLimitsFile Read()
    {
        using var stream = typeof(TrainingLimits).Assembly.GetManifestResourceStream("TrainingLimits.json")
            ?? throw new InvalidOperationException("The limits are not in the assembly.");
        return JsonSerializer.Deserialize(stream, TrainingLimitsJson.Default.TrainingLimitsFile)
            ?? throw new InvalidOperationException("The list of limits is empty.");
    }
}
