using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>A rule by its id: how bad breaking it is, what repairing does with the row, and what helps.</summary>
internal sealed record RuleInfo(string Id, FindingSeverity Severity, Outcome Outcome, string Fix)
{
    public static IReadOnlyDictionary<string, RuleInfo> All { get; } = new RuleInfo[]
    {
        new(TrainingRuleIds.InvalidFormat, FindingSeverity.Error, Outcome.Drop, "Correct the file, or write it anew with the tool that made it."),
        new(TrainingRuleIds.InvalidRow, FindingSeverity.Error, Outcome.Drop, "Correct the row or remove it."),
        new(TrainingRuleIds.MissingField, FindingSeverity.Error, Outcome.Drop, "Add the field or remove the row."),
        new(TrainingRuleIds.EmptyField, FindingSeverity.Error, Outcome.Drop, "Fill the field in or remove the row."),
        new(TrainingRuleIds.WrongRole, FindingSeverity.Error, Outcome.Drop, "Give the turn one of these roles."),
        new(TrainingRuleIds.LastTurn, FindingSeverity.Error, Outcome.Drop, "Add the turn that is missing at the end, or remove what follows it."),
        new(TrainingRuleIds.WrongCompletions, FindingSeverity.Error, Outcome.Drop, "Correct the field, or choose the other -Method."),
        new(TrainingRuleIds.UnsupportedForm, FindingSeverity.Error, Outcome.Drop, "Remove what the service has no field for, or choose the other -For or -Method."),
        new(TrainingRuleIds.TextTooLong, FindingSeverity.Error, Outcome.Drop, "Shorten the text or remove the row."),
        new(TrainingRuleIds.TooManyTokens, FindingSeverity.Warning, Outcome.Keep, "Shorten the row; count its tokens with Measure-GeminiTrainingData -Exact."),
        new(TrainingRuleIds.ControlCharacter, FindingSeverity.Warning, Outcome.Strip, "Remove the characters; -Fix does."),
        new(TrainingRuleIds.BrokenEncoding, FindingSeverity.Error, Outcome.Drop, "Save the file as UTF-8 from its source anew; what was there cannot be recovered."),
        new(TrainingRuleIds.Secret, FindingSeverity.Warning, Outcome.Keep, "Remove it, and revoke it if it is real: a tuned model can repeat it."),
        new(TrainingRuleIds.EmailAddress, FindingSeverity.Warning, Outcome.Keep, "Replace it by an invented one if it is a person's: a tuned model can repeat it."),
        new(TrainingRuleIds.Duplicate, FindingSeverity.Warning, Outcome.Drop, "Keep one of the rows; -Fix does."),
        new(TrainingRuleIds.ConflictingOutput, FindingSeverity.Warning, Outcome.Keep, "Keep the better answer, unless both are meant."),
        new(TrainingRuleIds.ValidationLeak, FindingSeverity.Warning, Outcome.Drop, "Remove the row from one of the two; -Fix removes it from the training data."),
        new(TrainingRuleIds.TooFewExamples, FindingSeverity.Warning, Outcome.Keep, "Add examples."),
        new(TrainingRuleIds.TooManyExamples, FindingSeverity.Error, Outcome.Keep, "Leave examples out."),
        new(TrainingRuleIds.DataTooLarge, FindingSeverity.Error, Outcome.Keep, "Leave examples out or shorten them."),
        new(TrainingRuleIds.ClassImbalance, FindingSeverity.Warning, Outcome.Keep, "Add examples of the rare answer."),
        new(TrainingRuleIds.MethodUnsupported, FindingSeverity.Warning, Outcome.Keep, "Choose another -BaseModel or -Method."),
    }.ToDictionary(static rule => rule.Id, System.StringComparer.Ordinal);
}
