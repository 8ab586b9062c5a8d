using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Specs;

/// <summary>What can be wrong with a spec.</summary>
internal static class SpecErrors
{
    public static TuningException SpecNotFound(string path) => new(
        nameof(SpecNotFound),
        TuningErrorKind.NotFound,
        "The spec does not exist: " + path + ". Check the name and the folder.")
    { Target = path };

    public static TuningException SpecUnreadable(string path, string problem, Exception? cause) => new(
        nameof(SpecUnreadable),
        TuningErrorKind.ReadError,
        "The spec cannot be read: " + path + ": " + problem.TrimEnd('.') + ".",
        cause)
    { Target = path };

    public static TuningException SpecSyntaxInvalid(SpecPlace place, string problem, Exception? cause = null) => new(
        nameof(SpecSyntaxInvalid),
        TuningErrorKind.InvalidData,
        place + ": " + problem.TrimEnd('.') + ".",
        cause)
    { Target = place.Source };

    public static TuningException SpecKeyUnknown(SpecPlace place, string name, string? section, IEnumerable<string> valid, string? nearest) => new(
        nameof(SpecKeyUnknown),
        TuningErrorKind.InvalidData,
        place + ": '" + name + "' is no key of " + (section ?? "a spec") + ". "
        + (nearest == null ? "The keys are: " + string.Join(", ", valid) + "." : "Did you mean " + nearest + "?")
        + (place.Line == 0 && section == null ? " Rows to train on need -BaseModel." : string.Empty))
    { Target = name };

    public static TuningException SpecKeyMissing(string source, string name, string parameter) => new(
        nameof(SpecKeyMissing),
        TuningErrorKind.InvalidData,
        source + ": the key '" + name + "' is missing. Add it, or give -" + parameter + ".")
    { Target = name };

    public static TuningException SpecValueInvalid(SpecPlace place, string name, string problem) => new(
        nameof(SpecValueInvalid),
        TuningErrorKind.InvalidData,
        place + ": " + name + " " + problem + ".")
    { Target = name };

    public static TuningException SpecVariableMissing(SpecPlace place, string variable) => new(
        nameof(SpecVariableMissing),
        TuningErrorKind.InvalidData,
        place + ": the environment variable '" + variable + "' is not set. Set it, or write the value itself; a literal ${ is written $${.")
    { Target = variable };

    public static TuningException SpecDataNotFound(SpecPlace place, string path, string folder) => new(
        nameof(SpecDataNotFound),
        TuningErrorKind.NotFound,
        place + ": no file matches '" + path + "'. Relative paths start from " + folder + ".")
    { Target = path };

    public static TuningException SpecDataPlaceholder(SpecPlace place) => new(
        nameof(SpecDataPlaceholder),
        TuningErrorKind.InvalidData,
        place + ": the Gemini API does not give training data back, so that the exported spec names none. Put the path of the data here, or give -TrainingDataPath.")
    { Target = place.Source };

    public static TuningException SpecConnectionMismatch(SpecPlace place, string name, string wanted, string? actual) => new(
        nameof(SpecConnectionMismatch),
        TuningErrorKind.InvalidOperation,
        place + ": the spec is for the " + name + " '" + wanted + "', and the connection " + (actual == null ? "has none" : "is to '" + actual + "'")
        + ". Connect to the one in the spec with Connect-GeminiTuning, or change the spec.")
    { Target = wanted };

    public static TuningException SpecSweepTooLarge(SpecPlace place, long count, int most) => new(
        nameof(SpecSweepTooLarge),
        TuningErrorKind.InvalidData,
        FormattableString.Invariant($"{place}: the sweep makes {count} jobs, and at most {most} are allowed. Take values out, or write several specs."))
    { Target = place.Source };

    public static TuningException SpecParameterSwept(string source, string name) => new(
        nameof(SpecParameterSwept),
        TuningErrorKind.InvalidArgument,
        source + ": the sweep has values for " + name + ", and the parameter gives another. Leave the parameter out, or take " + name + " out of the sweep.")
    { Target = name };

    public static TuningException SpecModelDiffers(string source, string model, IReadOnlyList<string> differences) => new(
        nameof(SpecModelDiffers),
        TuningErrorKind.AlreadyExists,
        source + ": " + model + " exists, but was made otherwise: " + string.Join("; ", differences) + ". Change the id in the spec, or remove the model.")
    { Target = model };

    /// <summary>A fault that was found in the values of a spec; values of environment variables are not shown.</summary>
    public static TuningException In(SpecSource source, TuningException error) => new(
        error.ErrorId,
        error.Kind,
        source.Name + ": " + source.Hide(error.Message),
        source.HasVariables ? null : error)
    {
        Target = source.HasVariables ? source.Name : error.Target,
        RecommendedAction = error.RecommendedAction,
    };
}
