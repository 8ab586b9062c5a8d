namespace GeminiTuning.Core.Datasets;

/// <summary>The ids of the rules of training data. They are public by way of <see cref="TrainingDataFinding.RuleId"/> and never change.</summary>
internal static class TrainingRuleIds
{
    public const string InvalidFormat = nameof(InvalidFormat);
    public const string InvalidRow = nameof(InvalidRow);
    public const string MissingField = nameof(MissingField);
    public const string EmptyField = nameof(EmptyField);
    public const string WrongRole = nameof(WrongRole);
    public const string LastTurn = nameof(LastTurn);
    public const string WrongCompletions = nameof(WrongCompletions);
    public const string UnsupportedForm = nameof(UnsupportedForm);
    public const string TextTooLong = nameof(TextTooLong);
    public const string TooManyTokens = nameof(TooManyTokens);
    public const string ControlCharacter = nameof(ControlCharacter);
    public const string BrokenEncoding = nameof(BrokenEncoding);
    public const string Secret = nameof(Secret);
    public const string EmailAddress = nameof(EmailAddress);
    public const string Duplicate = nameof(Duplicate);
    public const string ConflictingOutput = nameof(ConflictingOutput);
    public const string ValidationLeak = nameof(ValidationLeak);
    public const string TooFewExamples = nameof(TooFewExamples);
    public const string TooManyExamples = nameof(TooManyExamples);
    public const string DataTooLarge = nameof(DataTooLarge);
    public const string ClassImbalance = nameof(ClassImbalance);
    public const string MethodUnsupported = nameof(MethodUnsupported);
}
