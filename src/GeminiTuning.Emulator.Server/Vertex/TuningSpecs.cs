using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Finds the specification of a job.</summary>
internal static class TuningSpecs
{
    public const string Supervised = "supervised_tuning_spec";
    public const string Preference = "preference_optimization_spec";
    public const string Hyperparameters = "hyper_parameters";

    /// <summary>The field that holds the specification, or <see langword="null"/> where there is none that is supported.</summary>
    public static string? FieldOf(Message job) => job.Has(Supervised) ? Supervised : job.Has(Preference) ? Preference : null;

    public static Message SpecOf(Message job) => job.GetMessage(FieldOf(job)!)!;

    public static Message HyperparametersOf(Message spec) =>
        spec.GetMessage(Hyperparameters) ?? new Message(spec.Descriptor[Hyperparameters].Message!);
}
