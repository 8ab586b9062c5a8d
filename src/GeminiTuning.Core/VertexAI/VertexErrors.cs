using System;
using System.Collections.Generic;
using System.Globalization;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.VertexAI;

/// <summary>What can be wrong with a call of Vertex AI: a value before it is sent, or the service's refusal.</summary>
internal static class VertexErrors
{
    public const int MostDisplayNameCharacters = 128;
    public const int MostLabels = 64;
    public const int MostLabelCharacters = 64;

    public static TuningException? ForResource(ServiceFault fault, string name) => fault.HttpStatus switch
    {
        404 => NotFound(fault, name),
        403 when fault.Error.Reason is "BILLING_DISABLED" || ServiceErrors.Says(fault, "requires billing") => BillingDisabled(fault),
        403 when IsPermission(fault) => PermissionMissing(fault, name),
        429 when ServiceErrors.Says(fault, "concurrent_tuning_jobs") => TuningQuotaExceeded(fault),
        _ => null,
    };

    public static TuningException? ForCreation(ServiceFault fault, string parent, string? baseModel, string? dataUri) => fault.HttpStatus switch
    {
        400 when ServiceErrors.Says(fault, "adapter size") => AdapterSizeNotSupported(fault, baseModel),
        400 or 404 when ServiceErrors.Says(fault, "checkpoint") => CheckpointNotFound(fault, baseModel),
        400 or 404 when IsAboutBaseModel(fault, baseModel) => BaseModelNotTunable(fault, baseModel),
        400 or 403 or 404 when IsAboutData(fault) => TrainingDataInaccessible(fault, dataUri),
        404 => LocationNotFound(fault, parent),
        _ => ForResource(fault, parent),
    };

    public static TuningException? ForDeletion(ServiceFault fault, string name) =>
        fault.HttpStatus is 400 or 409 && (fault.Error.Status is "FAILED_PRECONDITION" || ServiceErrors.Says(fault, "deployed"))
            ? ModelInUse(fault, name)
            : ForResource(fault, name);

    /// <summary>Whether the service said that what was named is not there.</summary>
    public static bool IsGone(TuningException exception) => exception.ErrorId
        is nameof(JobNotFound) or nameof(TunedModelNotFound) or nameof(EndpointNotFound) or nameof(ModelNotFound)
        or nameof(ServiceErrors.ResourceNotFound);

    public static TuningException ProjectMissing(IReadOnlyList<string> tried) => new(
        nameof(ProjectMissing),
        TuningErrorKind.InvalidArgument,
        "Vertex AI needs a Google Cloud project, and none is set. Looked for: " + string.Join("; ", tried)
        + ". Run Connect-GeminiTuning -Backend VertexAI -Project PROJECT_ID, or set the environment variable GOOGLE_CLOUD_PROJECT. "
        + "For the Gemini API, which needs none: Connect-GeminiTuning -Backend GeminiApi.");

    public static TuningException SharingNotSupported(string project) => new(
        nameof(SharingNotSupported),
        TuningErrorKind.NotSupported,
        "Vertex AI has no permissions of single tuned models: access is given with IAM, to the project. The role roles/aiplatform.user lets somebody "
        + "use its tuned models: gcloud projects add-iam-policy-binding " + project + " --member=user:ADDRESS --role=roles/aiplatform.user "
        + "(group:ADDRESS for a group). On the Gemini API, tuned models are shared one by one.")
    { Target = project };

    public static TuningException LocationInvalid(FoundSetting location) => new(
        nameof(LocationInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + location.Value + "' (" + location.Source + ") is not a location. Give one such as us-central1, europe-west4 or global.")
    { Target = location.Value };

    public static TuningException StagingUriInvalid(string uri) => new(
        nameof(StagingUriInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + uri + "' is not a place in Cloud Storage. Give gs://BUCKET or gs://BUCKET/FOLDER.")
    { Target = uri };

    public static TuningException StagingUriMissing() => new(
        nameof(StagingUriMissing),
        TuningErrorKind.InvalidArgument,
        "Vertex AI reads training data from Cloud Storage, and there is no place to upload it to. Run Connect-GeminiTuning with "
        + "-StagingUri gs://BUCKET/FOLDER (a bucket in the location that you tune in), or name data that is there already with -TrainingDataPath gs://BUCKET/OBJECT.");

    public static TuningException TunedModelNameInvalid(string name) => new(
        nameof(TunedModelNameInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' is not a name that Vertex AI knows. Give the number of a job, model or endpoint, a full name such as "
        + "projects/P/locations/L/tuningJobs/N, projects/P/locations/L/models/N@1 or projects/P/locations/L/endpoints/N, or a base model such as "
        + "gemini-2.5-flash.")
    { Target = name };

    public static TuningException DisplayNameTooLong(string name, int length) => new(
        nameof(DisplayNameTooLong),
        TuningErrorKind.InvalidArgument,
        FormattableString.Invariant($"The display name '{name}' has {length} characters; at most {MostDisplayNameCharacters} are allowed. Put the rest into the description."))
    { Target = name };

    public static TuningException LabelInvalid(string key, string problem) => new(
        nameof(LabelInvalid),
        TuningErrorKind.InvalidArgument,
        "The label '" + key + "' cannot be used: " + problem + FormattableString.Invariant($". A resource has at most {MostLabels} labels; a key begins with a small letter, and keys and values have at most {MostLabelCharacters} small letters, digits, '_' and '-'."))
    { Target = key };

    public static TuningException AdapterSizeOutOfRange(int value) => new(
        nameof(AdapterSizeOutOfRange),
        TuningErrorKind.InvalidArgument,
        "The adapter size is " + value.ToString(CultureInfo.InvariantCulture) + "; it must be 1, 2, 4, 8, 16 or 32. Most models take up to 16, some up to 8.")
    { Target = value };

    public static TuningException ValidationDataTooLarge(long most) => new(
        nameof(ValidationDataTooLarge),
        TuningErrorKind.InvalidData,
        FormattableString.Invariant($"The validation data has more than {most:N0} examples, which is the most that Vertex AI takes. Give fewer; a few hundred show the loss as well."));

    public static TuningException ValidationDataEmpty() => new(
        nameof(ValidationDataEmpty),
        TuningErrorKind.InvalidData,
        "The validation data has no example. Give some, or leave -ValidationData out.");

    public static TuningException DataAmbiguous(string rows, string uri) => new(
        nameof(DataAmbiguous),
        TuningErrorKind.InvalidArgument,
        "Both -" + rows + " and -" + uri + " are given; the service takes one of them. Leave one out.");

    public static TuningException DataUriInvalid(string parameter, string uri) => new(
        nameof(DataUriInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + uri + "' cannot be -" + parameter + ". Give the JSONL object in Cloud Storage, gs://BUCKET/OBJECT, or a multimodal dataset, "
        + "projects/P/locations/L/datasets/D.")
    { Target = uri };

    public static TuningException NothingToUpdate(string name) => new(
        nameof(NothingToUpdate),
        TuningErrorKind.InvalidArgument,
        "Nothing is given to change on " + name + ". Give a display name, a description, labels or a default checkpoint.")
    { Target = name };

    public static TuningException NothingToDelete(string name) => new(
        nameof(NothingToDelete),
        TuningErrorKind.NotFound,
        name + " has nothing that could be deleted: no model, no endpoint and no training data of this module's is left. "
        + "The record of a tuning job itself stays; Vertex AI has no way to delete it.")
    { Target = name };

    public static TuningException TunedModelMissing(TuningJob job) => new(
        nameof(TunedModelMissing),
        TuningErrorKind.InvalidOperation,
        "The tuning job " + job.Name + " has no model" + (job.IsFinished ? ": it ended " + job.State + "." + Reason(job) : " yet. Run Wait-GeminiTuning " + job.Name + " first."))
    {
        Target = job.Name,
        ServiceError = job.Error,
    };

    public static TuningException TunedModelNotReady(TuningJob job) => new(
        nameof(TunedModelNotReady),
        TuningErrorKind.InvalidOperation,
        job.Name + " is not ready: " + (job.IsFinished
            ? "its tuning ended " + job.State + " and left no endpoint that could be asked." + Reason(job)
            : "it is still being tuned. Run Wait-GeminiTuning " + job.Name + " first."))
    {
        Target = job.Name,
        ServiceError = job.Error,
    };

    public static TuningException TunedModelNotDeployed(string name) => new(
        nameof(TunedModelNotDeployed),
        TuningErrorKind.InvalidOperation,
        "The model " + name + " is on no endpoint, so that it cannot be asked. Deploy it at https://console.cloud.google.com/vertex-ai/models.")
    { Target = name };

    public static TuningException EndpointEmpty(string name) => new(
        nameof(EndpointEmpty),
        TuningErrorKind.InvalidOperation,
        "The endpoint " + name + " serves no model.")
    { Target = name };

    public static TuningException NotTunedModel(string name) => new(
        nameof(NotTunedModel),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' is not the name of a tuned model, a tuning job or an endpoint on Vertex AI, which are numbers or full names (projects/…). "
        + "Get-GeminiTunedModel lists them, with the names for people beside.")
    { Target = name };

    public static TuningException ModelNameInvalid(string name) => new(
        nameof(ModelNameInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + name + "' is not a base model's name, such as gemini-2.5-flash or publishers/google/models/gemini-2.5-flash. Get-GeminiModel lists models that can be tuned.")
    { Target = name };

    public static TuningException CheckpointWithoutTunedModel(string baseModel) => new(
        nameof(CheckpointWithoutTunedModel),
        TuningErrorKind.InvalidArgument,
        "A checkpoint is given, but " + baseModel + " is a base model, which has none. Give the tuned model that the checkpoint belongs to.")
    { Target = baseModel };

    public static TuningException JobFinished(TuningJob job) => new(
        nameof(JobFinished),
        TuningErrorKind.InvalidOperation,
        "The tuning job " + job.Name + " has finished already (" + job.State + "); there is nothing to cancel.")
    { Target = job.Name };

    public static TuningException JobUnknown(string name) => new(
        nameof(JobUnknown),
        TuningErrorKind.NotFound,
        "Nothing shows which tuning job made " + name + ". Get-GeminiTuningJob lists the jobs.")
    { Target = name };

    public static TuningException OperationFailed(string what, string? name, ServiceError error) => new(
        nameof(OperationFailed),
        TuningErrorKind.InvalidOperation,
        what + " failed. The service says: \"" + error.Message.Trim() + "\"")
    {
        Target = name,
        ServiceError = error,
    };

    public static TuningException OperationTimedOut(string what, string name, TimeSpan limit) => new(
        nameof(OperationTimedOut),
        TuningErrorKind.Timeout,
        what + " has not ended within " + limit.ToString("c", CultureInfo.InvariantCulture) + ". It goes on; run the same command again later.")
    { Target = name };

    public static TuningException LocationNotFound(ServiceFault fault, string parent) => Refused(
        nameof(LocationNotFound),
        TuningErrorKind.NotFound,
        parent,
        "Vertex AI does not know " + parent + ", or does not tune there." + ServiceErrors.Quote(fault)
        + " Check the project and the location (Get-GeminiTuningContext), and connect again with -Project and -Location.",
        fault);

    public static TuningException PermissionMissing(ServiceFault fault, string name) => Refused(
        nameof(PermissionMissing),
        TuningErrorKind.PermissionDenied,
        name,
        "The credential may not do this on " + name + (fault.Metadata.TryGetValue("permission", out var permission) ? " (permission " + permission + ")" : string.Empty)
        + ", or it does not exist." + ServiceErrors.Quote(fault) + " The role roles/aiplatform.user allows it: ask the project's owner to grant it to "
        + "the account that Get-GeminiTuningContext shows.",
        fault);

    public static TuningException BillingDisabled(ServiceFault fault) => Refused(
        nameof(BillingDisabled),
        TuningErrorKind.PermissionDenied,
        null,
        "The project has no billing account, without which Vertex AI does nothing." + ServiceErrors.Quote(fault)
        + " Link one at https://console.cloud.google.com/billing/projects.",
        fault);

    public static TuningException TuningQuotaExceeded(ServiceFault fault) => Refused(
        nameof(TuningQuotaExceeded),
        TuningErrorKind.LimitsExceeded,
        null,
        "As many tuning jobs are under way as the project's quota allows." + ServiceErrors.Quote(fault)
        + " Wait for one of them (Get-GeminiTuningJob | Wait-GeminiTuning), or raise the quota 'Global concurrent tuning jobs'.",
        fault);

    public static TuningException AdapterSizeNotSupported(ServiceFault fault, string? baseModel) => Refused(
        nameof(AdapterSizeNotSupported),
        TuningErrorKind.InvalidArgument,
        baseModel,
        "The model " + baseModel + " cannot be tuned with this adapter size." + ServiceErrors.Quote(fault)
        + " Use 1, 2, 4 or 8, or leave -AdapterSize out for the recommended one.",
        fault);

    public static TuningException CheckpointNotFound(ServiceFault fault, string? model) => Refused(
        nameof(CheckpointNotFound),
        TuningErrorKind.NotFound,
        model,
        "The tuned model " + model + " does not have this checkpoint." + ServiceErrors.Quote(fault)
        + " (Get-GeminiTunedModel NAME).Checkpoints lists those that it has; without -CheckpointId the default one is used.",
        fault);

    public static TuningException BaseModelNotTunable(ServiceFault fault, string? baseModel) => Refused(
        nameof(BaseModelNotTunable),
        TuningErrorKind.InvalidArgument,
        baseModel,
        baseModel + " cannot be tuned here." + ServiceErrors.Quote(fault)
        + " Get-GeminiModel -Tunable lists models that can; not every location tunes every one.",
        fault);

    public static TuningException TrainingDataInaccessible(ServiceFault fault, string? uri) => Refused(
        nameof(TrainingDataInaccessible),
        TuningErrorKind.InvalidData,
        uri,
        "Vertex AI cannot use the training data" + (uri == null ? string.Empty : " " + uri) + "." + ServiceErrors.Quote(fault)
        + " Check that the bucket and the object exist and that Vertex AI's service agent may read them.",
        fault);

    public static TuningException ModelInUse(ServiceFault fault, string name) => Refused(
        nameof(ModelInUse),
        TuningErrorKind.InvalidOperation,
        name,
        name + " cannot be deleted while something uses it." + ServiceErrors.Quote(fault) + " Look at its endpoints and run the same command again.",
        fault);

    public static TuningException JobNotFound(ServiceFault fault, string name) => Refused(
        nameof(JobNotFound),
        TuningErrorKind.NotFound,
        name,
        "The tuning job " + name + " does not exist." + ServiceErrors.Quote(fault) + " Get-GeminiTuningJob lists those that do.",
        fault);

    public static TuningException TunedModelNotFound(ServiceFault fault, string name) => Refused(
        nameof(TunedModelNotFound),
        TuningErrorKind.NotFound,
        name,
        "The tuned model " + name + " does not exist." + ServiceErrors.Quote(fault) + " Get-GeminiTunedModel lists those that do.",
        fault);

    public static TuningException TunedModelGone(string name, string job) => new(
        "TunedModelNotFound",
        TuningErrorKind.NotFound,
        "The tuned model " + name + " has been deleted; only the record of its job " + job + " is left.")
    { Target = name };

    public static TuningException NumberNotFound(string number, string parent) => new(
        "TunedModelNotFound",
        TuningErrorKind.NotFound,
        "There is no tuning job, endpoint or model with the number " + number + " in " + parent
        + ". Get-GeminiTunedModel lists the tuned models; what is in another location needs its full name.")
    { Target = number };

    public static TuningException EndpointNotFound(ServiceFault fault, string name) => Refused(
        nameof(EndpointNotFound),
        TuningErrorKind.NotFound,
        name,
        "The endpoint " + name + " does not exist, or is not served from its location." + ServiceErrors.Quote(fault) + " Get-GeminiTunedModel shows the endpoints.",
        fault);

    public static TuningException ModelNotFound(ServiceFault fault, string name) => Refused(
        nameof(ModelNotFound),
        TuningErrorKind.NotFound,
        name,
        "The model " + name + " does not exist in this location." + ServiceErrors.Quote(fault) + " Get-GeminiModel lists models that can be tuned.",
        fault);

    private static TuningException? NotFound(ServiceFault fault, string name) => VertexName.TryParseFull(name) switch
    {
        { Kind: ResourceKind.TuningJob } => JobNotFound(fault, name),
        { Kind: ResourceKind.Model } => TunedModelNotFound(fault, name),
        { Kind: ResourceKind.Endpoint } => EndpointNotFound(fault, name),
        { Kind: ResourceKind.PublisherModel } => ModelNotFound(fault, name),
        _ => name.StartsWith("publishers/", StringComparison.Ordinal) ? ModelNotFound(fault, name) : null,
    };

    private static bool IsPermission(ServiceFault fault) =>
        fault.Error.Reason is "IAM_PERMISSION_DENIED" || ServiceErrors.Says(fault, "permission '") || ServiceErrors.Says(fault, "permission \"");

    private static bool IsAboutBaseModel(ServiceFault fault, string? baseModel) =>
        ServiceErrors.Says(fault, "base model") || (baseModel != null && ServiceErrors.Says(fault, baseModel));

    private static bool IsAboutData(ServiceFault fault) =>
        ServiceErrors.Says(fault, "gs://") || ServiceErrors.Says(fault, "bucket") || ServiceErrors.Says(fault, "dataset") || ServiceErrors.Says(fault, "storage.objects");

    private static string Reason(TuningJob job) => job.Error == null ? string.Empty : " The service says: \"" + job.Error.Message.Trim() + "\"";

    private static TuningException Refused(string id, TuningErrorKind kind, string? target, string message, ServiceFault fault) =>
        new(id, kind, message) { Target = target, ServiceError = fault.Error };
}
