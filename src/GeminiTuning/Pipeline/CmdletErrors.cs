namespace GeminiTuning.Pipeline;

/// <summary>The faults that the cmdlets themselves find. The id of each is the name of its method.</summary>
internal static class CmdletErrors
{
    public static TuningException NotConnected() => new(
        nameof(NotConnected),
        TuningErrorKind.Authentication,
        "There is no connection in this session. Run 'Connect-GeminiTuning' (or 'Connect-GeminiTuning -Emulator' to try without an account), or pass -Context.");

    public static TuningException ContextClosed(TuningContext context) => new(
        nameof(ContextClosed),
        TuningErrorKind.InvalidOperation,
        $"The connection '{context}' was closed by Disconnect-GeminiTuning. Run 'Connect-GeminiTuning' again.")
    {
        Target = context,
    };

    public static TuningException TuningFailed(TuningJob job) => new(
        nameof(TuningFailed),
        TuningErrorKind.InvalidOperation,
        $"Tuning of '{job.Title}' failed{AfterSteps(job)}: {job.Error?.Message ?? "the service gives no reason"}")
    {
        Target = job,
        ServiceError = job.Error,
        RecommendedAction = "See the loss with Get-GeminiTuningLoss, change the data or the hyperparameters and run New-GeminiTunedModel again.",
    };

    public static TuningException TuningCancelled(TuningJob job) => new(
        nameof(TuningCancelled),
        TuningErrorKind.InvalidOperation,
        $"Tuning of '{job.Title}' was cancelled{AfterSteps(job)}.")
    {
        Target = job,
        ServiceError = job.Error,
    };

    public static TuningException WaitMissing() => new(
        nameof(WaitMissing),
        TuningErrorKind.InvalidArgument,
        "-Timeout and -PollInterval say how to wait, but -Wait is missing. Add -Wait, or give them to Wait-GeminiTuning.");

    public static TuningException TrainingRowInvalid(string source, string problem, object? row) => new(
        nameof(TrainingRowInvalid),
        TuningErrorKind.InvalidData,
        $"{source}: {problem}")
    {
        Target = row,
    };

    public static TuningException TrainingFileNotFound(string path) => new(
        nameof(TrainingFileNotFound),
        TuningErrorKind.NotFound,
        $"No file matches the training data path '{path}'.")
    {
        Target = path,
    };

    public static TuningException TrainingPathNotFile(string path) => new(
        nameof(TrainingPathNotFile),
        TuningErrorKind.InvalidArgument,
        $"The training data path '{path}' is not a path of the file system.")
    {
        Target = path,
    };

    public static TuningException DataPathsMixed(string[] paths) => new(
        nameof(DataPathsMixed),
        TuningErrorKind.InvalidArgument,
        $"'{string.Join("', '", paths)}' mixes a gs:// address with other paths. Give one gs:// address alone, or files only.")
    {
        Target = paths,
    };

    public static TuningException DataUriNotRead(string uri) => new(
        nameof(DataUriNotRead),
        TuningErrorKind.InvalidArgument,
        $"'{uri}' is in Cloud Storage, and this cmdlet reads files. Download it first, for instance with 'gcloud storage cp'.")
    {
        Target = uri,
    };

    public static TuningException ValidationDataAmbiguous() => new(
        nameof(ValidationDataAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Both -ValidationData and -ValidationDataPath are given. Give one of them.");

    public static TuningException QuietAndFix() => new(
        nameof(QuietAndFix),
        TuningErrorKind.InvalidArgument,
        "-Quiet emits a yes or no and -Fix emits rows. Give one of them.");

    public static TuningException PriceAmbiguous() => new(
        nameof(PriceAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Both -PricePerMillionTokens and -PricePath are given. Give one of them.");

    public static TuningException EmulatorNotFound(string wanted) => new(
        nameof(EmulatorNotFound),
        TuningErrorKind.NotFound,
        $"This session runs no emulator {wanted}. Start one with 'Start-GeminiTuningEmulator'.")
    {
        Target = wanted,
    };

    private static string AfterSteps(TuningJob job) =>
        job.CompletedSteps > 0 ? $" after {job.CompletedSteps} of {job.TotalSteps} steps" : string.Empty;
}
