using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Describes a dataset as the service does once it has read it. Token counts are for one epoch.</summary>
internal static class DatasetStatistics
{
    private const int ShownExamples = 3;
    private const int MaxShownLength = 400;
    private const int MaxExampleTokens = 131_072;

    /// <summary>The statistics of a supervised job.</summary>
    /// <param name="job">The type <c>TuningJob</c>.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="totalSteps">How many steps the job takes.</param>
    public static Message Describe(MessageDescriptor job, IReadOnlyList<SupervisedExample> examples, int totalSteps)
    {
        var type = job["tuning_data_stats"].Message!;
        var statsType = type["supervised_tuning_data_stats"].Message!;
        var distribution = statsType["user_input_token_distribution"].Message!;
        var inputs = examples.Select(example => CountTokens(example.Instruction) + example.Turns.Where(turn => !turn.IsModel).Sum(turn => CountTokens(turn.Text))).ToList();
        var outputs = examples.Select(example => example.Turns.Where(turn => turn.IsModel).Sum(turn => CountTokens(turn.Text))).ToList();
        var truncated = Enumerable.Range(0, examples.Count).Where(index => inputs[index] + outputs[index] > MaxExampleTokens).ToList();
        var stats = new Message(statsType)
            .Set("tuning_dataset_example_count", (long)examples.Count)
            .Set("total_tuning_character_count", examples.Sum(example => (long)example.Instruction.Length + example.Turns.Sum(turn => turn.Text.Length)))
            .Set("total_billable_token_count", (long)(inputs.Sum() + outputs.Sum()))
            .Set("tuning_step_count", (long)totalSteps)
            .Set("user_input_token_distribution", Distribution.Describe(distribution, inputs, areWhole: true))
            .Set("user_output_token_distribution", Distribution.Describe(distribution, outputs, areWhole: true))
            .Set("user_message_per_example_distribution", Distribution.Describe(distribution, examples.Select(example => (double)example.Turns.Count), areWhole: true))
            .Set("user_dataset_examples", examples.Take(ShownExamples).SelectMany(example => example.Turns).Select(turn => (object)Content(statsType["user_dataset_examples"].Message!, turn)).ToList())
            .Set("total_truncated_example_count", (long)truncated.Count)
            .Set("truncated_example_indices", truncated.Select(index => (object)(index + 1L)).ToList());
        return new Message(type).Set("supervised_tuning_data_stats", stats);
    }

    /// <summary>The statistics of a job on preferences.</summary>
    public static Message Describe(MessageDescriptor job, IReadOnlyList<PreferenceDatasetExample> examples, int totalSteps)
    {
        var type = job["tuning_data_stats"].Message!;
        var statsType = type["preference_optimization_data_stats"].Message!;
        var distribution = statsType["scores_distribution"].Message!;
        var inputs = examples.Select(example => CountTokens(example.Instruction) + example.Turns.Sum(turn => CountTokens(turn.Text))).ToList();
        var outputs = examples.Select(example => example.Completions.Sum(completion => CountTokens(completion.Text))).ToList();
        var stats = new Message(statsType)
            .Set("tuning_dataset_example_count", (long)examples.Count)
            .Set("total_billable_token_count", (long)((2 * inputs.Sum()) + outputs.Sum()))
            .Set("tuning_step_count", (long)totalSteps)
            .Set("user_input_token_distribution", Distribution.Describe(distribution, inputs, areWhole: true))
            .Set("user_output_token_distribution", Distribution.Describe(distribution, outputs, areWhole: true))
            .Set("scores_distribution", Distribution.Describe(distribution, examples.SelectMany(example => example.Completions).Select(completion => completion.Score), areWhole: false))
            .Set("score_variance_per_example_distribution", Distribution.Describe(distribution, examples.Select(Variance), areWhole: false))
            .Set("user_dataset_examples", examples.Take(ShownExamples).Select(example => (object)Example(statsType["user_dataset_examples"].Message!, example)).ToList());
        return new Message(type).Set("preference_optimization_data_stats", stats);
    }

    private static double CountTokens(string text) => LanguageModel.CountTokens(text);

    private static double Variance(PreferenceDatasetExample example)
    {
        var mean = example.Completions.Average(completion => completion.Score);
        return example.Completions.Average(completion => (completion.Score - mean) * (completion.Score - mean));
    }

    private static Message Example(MessageDescriptor type, PreferenceDatasetExample example)
    {
        var completion = type["completions"].Message!;
        return new Message(type)
            .Set("contents", example.Turns.Select(turn => (object)Content(type["contents"].Message!, turn)).ToList())
            .Set("completions", example.Completions.Select(item => (object)new Message(completion)
                .Set("score", (float)item.Score)
                .Set("completion", Content(completion["completion"].Message!, new DatasetTurn("model", item.Text)))).ToList());
    }

    private static Message Content(MessageDescriptor type, DatasetTurn turn)
    {
        var text = turn.Text.Length > MaxShownLength ? turn.Text.Substring(0, MaxShownLength) + "..." : turn.Text;
        return new Message(type)
            .Set("role", turn.Role)
            .Set("parts", new List<object> { new Message(type["parts"].Message!).Set("text", text) });
    }
}
