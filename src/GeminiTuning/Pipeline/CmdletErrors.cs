using System;

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

    public static TuningException CloudDataNotReadable(string path) => new(
        nameof(CloudDataNotReadable),
        TuningErrorKind.InvalidArgument,
        $"'{path}' is in Cloud Storage, from where only Vertex AI reads. Download it first, for instance with 'gcloud storage cp', or give it to New-GeminiTunedModel -TrainingDataPath.")
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

    public static TuningException ValidationDataAmbiguous() => new(
        nameof(ValidationDataAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Both -ValidationData and -ValidationDataPath are given. Give one of them.");

    public static TuningException SpecInvalid(object? item) => new(
        nameof(SpecInvalid),
        TuningErrorKind.InvalidArgument,
        $"'{item}' is no spec. Give a YAML or JSON file, or a hashtable or object with keys such as baseModel and trainingData.")
    {
        Target = item,
    };

    public static TuningException SpecPathNotFile(string path) => new(
        nameof(SpecPathNotFile),
        TuningErrorKind.InvalidArgument,
        $"The path '{path}' of a spec is not a path of the file system.")
    {
        Target = path,
    };

    public static TuningException SpecNotFound(string path) => new(
        nameof(SpecNotFound),
        TuningErrorKind.NotFound,
        $"No file matches the path '{path}' of a spec.")
    {
        Target = path,
    };

    public static TuningException SpecFileExists(string path) => new(
        nameof(SpecFileExists),
        TuningErrorKind.AlreadyExists,
        $"The file '{path}' exists, and -NoClobber keeps it. Give another -Path, or leave -NoClobber out.")
    {
        Target = path,
    };

    public static TuningException SpecFileUnwritable(string path, System.Exception cause) => new(
        nameof(SpecFileUnwritable),
        TuningErrorKind.InvalidOperation,
        $"The spec cannot be written to '{path}': {cause.Message}",
        cause)
    {
        Target = path,
    };

    public static TuningException SpecFileTaken(string path) => new(
        nameof(SpecFileTaken),
        TuningErrorKind.InvalidArgument,
        $"'{path}' has just been written for another model. Give a folder as -Path to write a file for each, or one model.")
    {
        Target = path,
    };

    public static TuningException ScoreInvalid(object? value) => new(
        nameof(ScoreInvalid),
        TuningErrorKind.InvalidData,
        $"The script block of -Score returned '{value}', which is no number. Let it return one number or one truth value for each answer.")
    {
        Target = value,
    };

    public static TuningException EvaluationDataMissing() => new(
        nameof(EvaluationDataMissing),
        TuningErrorKind.InvalidArgument,
        "-Metric and -Score say how to score answers, but there is nothing to ask. Give -EvaluationData or -EvaluationDataPath.");

    public static TuningException EvaluationDataAmbiguous() => new(
        nameof(EvaluationDataAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Give -EvaluationData or -EvaluationDataPath, not both, and -Metric or -Score, not both.");

    public static TuningException EvaluationDataUnreadable(string uri) => new(
        nameof(EvaluationDataUnreadable),
        TuningErrorKind.InvalidArgument,
        $"The evaluation data '{uri}' is in Cloud Storage, and the questions are asked from here. Give files.")
    {
        Target = uri,
    };

    public static TuningException QuietAndFix() => new(
        nameof(QuietAndFix),
        TuningErrorKind.InvalidArgument,
        "-Quiet emits a yes or no and -Fix emits rows. Give one of them.");

    public static TuningException OutputPathAndStream() => new(
        nameof(OutputPathAndStream),
        TuningErrorKind.InvalidArgument,
        "-Stream emits the pieces of an answer and -OutputPath keeps whole ones. Give one of them.");

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

    public static TuningException BrowserUnavailable(string host, Exception cause) => new(
        nameof(BrowserUnavailable),
        TuningErrorKind.InvalidOperation,
        $"No browser could be opened at {host}: {cause.Message} Use -NoBrowser, which shows the address to open elsewhere.",
        cause);

    public static TuningException PromptUnavailable(Exception cause) => new(
        nameof(PromptUnavailable),
        TuningErrorKind.InvalidOperation,
        $"This host cannot ask for the address that the sign-in ends at: {cause.Message} Use -CredentialPath, -AccessToken or Application Default Credentials.",
        cause);

    public static TuningException NothingToForget(TuningContext context) => new(
        nameof(NothingToForget),
        TuningErrorKind.InvalidOperation,
        $"Nothing is kept of the credential of '{context}' ({context.Credential} from {context.CredentialSource}): -Forget is for connections made with -ClientSecretPath. Leave out -Forget.")
    {
        Target = context,
    };

    private static string AfterSteps(TuningJob job) =>
        job.CompletedSteps > 0 ? $" after {job.CompletedSteps} of {job.TotalSteps} steps" : string.Empty;
}
