using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Batches;

/// <summary>A line of a <see cref="PredictionLog"/>.</summary>
internal sealed class LoggedPrediction
{
    public long Row { get; set; }

    public string? Prompt { get; set; }

    public string? Text { get; set; }

    public string? Model { get; set; }

    public string? FinishReason { get; set; }

    public string? BlockReason { get; set; }

    public int? PromptTokenCount { get; set; }

    public int? OutputTokenCount { get; set; }

    public int? TotalTokenCount { get; set; }

    /// <summary>What was asked besides the prompt.</summary>
    public LoggedRequest? Request { get; set; }

    /// <summary>Whether it has what this module writes into every line.</summary>
    [JsonIgnore]
    public bool IsWhole => Prompt != null && Text != null && Model != null && Request?.Model != null;

    public static LoggedPrediction Of(long row, PredictionRequest request, Prediction prediction) => new()
    {
        Row = row,
        Prompt = prediction.Prompt,
        Text = prediction.Text,
        Model = prediction.Model,
        FinishReason = prediction.FinishReason,
        BlockReason = prediction.BlockReason,
        PromptTokenCount = prediction.PromptTokenCount,
        OutputTokenCount = prediction.OutputTokenCount,
        TotalTokenCount = prediction.TotalTokenCount,
        Request = LoggedRequest.Of(request),
    };

    public Prediction ToPrediction() => new()
    {
        Prompt = Prompt!,
        Text = Text!,
        Model = Model!,
        FinishReason = FinishReason,
        BlockReason = BlockReason,
        PromptTokenCount = PromptTokenCount,
        OutputTokenCount = OutputTokenCount,
        TotalTokenCount = TotalTokenCount,
    };
}
