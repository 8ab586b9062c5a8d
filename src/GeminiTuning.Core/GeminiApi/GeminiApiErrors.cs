using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>What can be wrong with a call of the Gemini API: a value before it is sent, or the service's refusal.</summary>
internal static class GeminiApiErrors
{
    private const string OnVertex =
        "Google withdrew the last tunable model of the Gemini API in May 2025; Vertex AI is where Gemini is tuned now (Connect-GeminiTuning -Backend VertexAI)";

    public static TuningException? ForModel(ServiceFault fault, string name) => fault.HttpStatus == 404 ? ModelNotFound(name, fault) : null;

    public static TuningException? ForTunedModel(ServiceFault fault, string name) => fault.HttpStatus switch
    {
        404 when NamesBaseModel(fault) => BaseModelGone(name, fault),
        404 => TunedModelNotFound(name, fault),
        403 when ServiceErrors.Says(fault, "tuned model") => TunedModelAccessDenied(name, fault),
        _ => null,
    };

    public static TuningException? ForJob(ServiceFault fault, string name) => fault.HttpStatus switch
    {
        404 => JobNotFound(name, fault),
        403 when ServiceErrors.Says(fault, "tuned model") => TunedModelAccessDenied(name, fault),
        400 when fault.Error.Status is "FAILED_PRECONDITION" => JobFinished(name, fault),
        _ => null,
    };

    public static TuningException? ForCreation(ServiceFault fault, string id, WireTunedModel model) => fault.HttpStatus switch
    {
        409 => TunedModelExists(id, fault),
        404 when model.TunedModelSource?.TunedModel is { } source => ForTunedModel(fault, source),
        404 => BaseModelNotFound(model.BaseModel ?? string.Empty, [], fault.Error),
        _ => null,
    };

    public static TuningException ModelNameInvalid(string name) => new(
        nameof(ModelNameInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' is not a model's name. A name is models/ID or just the ID, of letters, digits, '-', '_' and '.', such as models/gemini-1.5-flash-001-tuning. "
        + "Get-GeminiModel lists them.")
    { Target = name };

    public static TuningException TunedModelNameInvalid(string name) => new(
        nameof(TunedModelNameInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' is not a tuned model's name. A name is tunedModels/ID or just the ID, of letters, digits, '-', '_' and '.', such as tunedModels/number-generator-1. "
        + "Get-GeminiTunedModel lists them.")
    { Target = name };

    public static TuningException PageSizeOutOfRange(int value) => new(
        nameof(PageSizeOutOfRange),
        TuningErrorKind.InvalidArgument,
        Invariant($"The page size {value} is outside 1 to 1000."))
    { Target = value };

    public static TuningException TunedModelIdInvalid(string id) => new(
        nameof(TunedModelIdInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + id + "' cannot be a new model's id. An id has at most 40 characters, begins with a small letter, goes on with small letters, digits and '-', "
        + "and does not end with '-'. Leave it out to have one made from the display name.")
    { Target = id };

    public static TuningException DisplayNameTooLong(string name, int length) => new(
        nameof(DisplayNameTooLong),
        TuningErrorKind.InvalidArgument,
        Invariant($"The display name '{name}' has {length} characters; at most {ParameterRules.MostDisplayNameCharacters} are allowed. Put the rest into the description."))
    { Target = name };

    public static TuningException EpochCountOutOfRange(int value) => OutOfRange(nameof(EpochCountOutOfRange), "The epoch count", value, "1 or more");

    public static TuningException BatchSizeOutOfRange(int value) => OutOfRange(nameof(BatchSizeOutOfRange), "The batch size", value, "1 or more");

    public static TuningException LearningRateOutOfRange(double value) =>
        OutOfRange(nameof(LearningRateOutOfRange), "The learning rate", value, "a finite number above 0, such as 0.001");

    public static TuningException LearningRateMultiplierOutOfRange(double value) =>
        OutOfRange(nameof(LearningRateMultiplierOutOfRange), "The learning rate multiplier", value, "a finite number above 0; 1 stands for the recommended rate");

    public static TuningException LearningRateAmbiguous() => new(
        nameof(LearningRateAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Both a learning rate and a multiplier of it are given; the service takes one of them. Leave out -LearningRate or -LearningRateMultiplier.");

    public static TuningException TemperatureOutOfRange(double value) => OutOfRange(nameof(TemperatureOutOfRange), "The temperature", value, "0 to 1");

    public static TuningException TopPOutOfRange(double value) => OutOfRange(nameof(TopPOutOfRange), "Top-p", value, "0 to 1");

    public static TuningException TopKOutOfRange(int value) => OutOfRange(nameof(TopKOutOfRange), "Top-k", value, "1 or more");

    public static TuningException MaxOutputTokensOutOfRange(int value) =>
        OutOfRange(nameof(MaxOutputTokensOutOfRange), "The most output tokens", value, "1 or more");

    public static TuningException StopSequenceEmpty() => new(
        nameof(StopSequenceEmpty),
        TuningErrorKind.InvalidArgument,
        "A stop sequence is empty; it must have at least one character.");

    public static TuningException PromptBlank() => new(
        nameof(PromptBlank),
        TuningErrorKind.InvalidArgument,
        "The prompt is blank; a model needs something to answer.");

    public static TuningException NothingToUpdate(string name) => new(
        nameof(NothingToUpdate),
        TuningErrorKind.InvalidArgument,
        "Nothing is given to change on " + name + ". Give a display name, a description, a temperature, top-p or top-k.")
    { Target = name };

    public static TuningException ModelNotFound(string name, ServiceFault fault) => Refused(
        nameof(ModelNotFound),
        TuningErrorKind.NotFound,
        name,
        "The model " + name + " does not exist or cannot do this." + ServiceErrors.Quote(fault) + " Get-GeminiModel lists the models.",
        fault);

    public static TuningException TunedModelNotFound(string name, ServiceFault fault) => Refused(
        nameof(TunedModelNotFound),
        TuningErrorKind.NotFound,
        name,
        "The tuned model " + name + " does not exist, or not for this credential." + ServiceErrors.Quote(fault) + " Get-GeminiTunedModel lists those that do.",
        fault);

    public static TuningException TunedModelAccessDenied(string name, ServiceFault fault) => Refused(
        nameof(TunedModelAccessDenied),
        TuningErrorKind.PermissionDenied,
        name,
        "The credential may not use " + name + ", or there is no such model." + ServiceErrors.Quote(fault)
        + " A tuned model belongs to the project whose key or account made it: connect with that one, or have its owner share it.",
        fault);

    public static TuningException TunedModelExists(string id, ServiceFault fault) => Refused(
        nameof(TunedModelExists),
        TuningErrorKind.AlreadyExists,
        id,
        "There is already a tuned model with the id '" + id + "'." + ServiceErrors.Quote(fault)
        + " Choose another id, leave it out to have one made, or remove the old model with Remove-GeminiTunedModel.",
        fault);

    public static TuningException BaseModelGone(string name, ServiceFault fault) => Refused(
        nameof(BaseModelGone),
        TuningErrorKind.NotSupported,
        name,
        name + " can no longer be called, because the model under it is gone; it can still be listed, changed and deleted. " + OnVertex + "."
        + ServiceErrors.Quote(fault),
        fault);

    public static TuningException TunedModelNotReady(TunedModel model, ServiceError? refusal) => new(
        nameof(TunedModelNotReady),
        TuningErrorKind.InvalidOperation,
        model.Name + " is not ready: " + model.State switch
        {
            TunedModelState.Creating => "it is still being tuned. Run Wait-GeminiTuning " + model.Name + " first.",
            TunedModelState.Failed => "its tuning failed, so it can never be called. Wait-GeminiTuning " + model.Name + " shows the reason; then tune again.",
            _ => "its state is not ACTIVE. Look at it with Get-GeminiTunedModel, or run Wait-GeminiTuning " + model.Name + ".",
        })
    {
        Target = model.Name,
        ServiceError = refusal,
    };

    public static TuningException JobNotFound(string name, ServiceFault fault) => Refused(
        nameof(JobNotFound),
        TuningErrorKind.NotFound,
        name,
        "The tuning job " + name + " does not exist." + ServiceErrors.Quote(fault) + " Get-GeminiTuningJob lists those that do.",
        fault);

    public static TuningException JobFinished(string name, ServiceFault fault) => Refused(
        nameof(JobFinished),
        TuningErrorKind.InvalidOperation,
        name,
        "The tuning job " + name + " cannot be cancelled in its present state." + ServiceErrors.Quote(fault),
        fault);

    public static TuningException JobFinished(TuningJob job) => new(
        nameof(JobFinished),
        TuningErrorKind.InvalidOperation,
        "The tuning job " + job.Name + " has finished already (" + job.State + "); there is nothing to cancel.")
    { Target = job.Name };

    public static TuningException JobNotCancellable(TuningJob job) => new(
        nameof(JobNotCancellable),
        TuningErrorKind.NotSupported,
        "The service shows no operation for " + job.Name + ", so that its tuning cannot be cancelled. Remove-GeminiTunedModel ends it together with the model.")
    { Target = job.Name };

    public static TuningException BaseModelNotFound(string name, IReadOnlyList<string> tunable, ServiceError cause) => new(
        nameof(BaseModelNotFound),
        TuningErrorKind.NotFound,
        "There is no model " + name + " to tune." + Tunable(tunable) + " To tune on from a tuned model, write tunedModels/ID. The service says: \""
        + cause.Message.Trim() + "\"")
    {
        Target = name,
        ServiceError = cause,
    };

    public static TuningException BaseModelNotTunable(string name, IReadOnlyList<string> tunable) => new(
        nameof(BaseModelNotTunable),
        TuningErrorKind.InvalidArgument,
        name + " cannot be tuned." + Tunable(tunable))
    { Target = name };

    public static TuningException NoTunableModel(string name) => new(
        nameof(NoTunableModel),
        TuningErrorKind.NotSupported,
        "The Gemini API offers no model that can be tuned, " + name + " included. " + OnVertex
        + ". To try out tuning without an account: Connect-GeminiTuning -Emulator.")
    { Target = name };

    // "tunedModels/x" has a capital M: the text is about a base model when it has the small one.
    private static bool NamesBaseModel(ServiceFault fault) => fault.Error.Message.Contains(BaseModelName.Prefix, StringComparison.Ordinal);

    private static string Tunable(IReadOnlyList<string> names) =>
        names.Count == 0 ? " Get-GeminiModel shows which ones can." : " These can: " + string.Join(", ", names.Take(10)) + ".";

    private static TuningException Refused(string id, TuningErrorKind kind, string? target, string message, ServiceFault fault) =>
        new(id, kind, message) { Target = target, ServiceError = fault.Error };

    private static TuningException OutOfRange<T>(string id, string what, T value, string rule)
        where T : IFormattable =>
        new(id, TuningErrorKind.InvalidArgument, what + " is " + value.ToString(null, CultureInfo.InvariantCulture) + "; it must be " + rule + ".") { Target = value };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
