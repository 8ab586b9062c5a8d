using System;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Storage;

/// <summary>What can go wrong between training data and its bucket.</summary>
internal static class StorageErrors
{
    public static TuningException StagingUriInvalid(string uri, string problem) => new(
        nameof(StagingUriInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + uri + "' is not an address in Cloud Storage: " + problem + ". Write gs://BUCKET or gs://BUCKET/FOLDER.")
    { Target = uri };

    /// <summary>Explains a refusal that has to do with the bucket or the data; otherwise <see langword="null"/>.</summary>
    public static TuningException? Explain(ServiceFault fault, StorageUri target) => fault.HttpStatus switch
    {
        404 => StagingBucketNotFound(fault, target),
        403 when !IsOfCredential(fault) => StagingBucketForbidden(fault, target),
        _ => null,
    };

    public static TuningException StagingBucketNotFound(ServiceFault fault, StorageUri target) => new(
        nameof(StagingBucketNotFound),
        TuningErrorKind.NotFound,
        "The bucket '" + target.Bucket + "' for training data does not exist." + ServiceErrors.Quote(fault)
        + " Make it where you tune (gcloud storage buckets create gs://" + target.Bucket
        + " --location=LOCATION), or name another one: Connect-GeminiTuning -StagingUri.")
    { Target = target.ToString(), ServiceError = fault.Error };

    public static TuningException StagingBucketForbidden(ServiceFault fault, StorageUri target) => new(
        nameof(StagingBucketForbidden),
        TuningErrorKind.PermissionDenied,
        "The credential may not write to the bucket '" + target.Bucket + "'." + ServiceErrors.Quote(fault)
        + " It needs the role roles/storage.objectAdmin there: gcloud storage buckets add-iam-policy-binding gs://" + target.Bucket
        + " --member=user:YOU --role=roles/storage.objectAdmin. Or name another bucket: Connect-GeminiTuning -StagingUri.")
    { Target = target.ToString(), ServiceError = fault.Error };

    public static TuningException ObjectForbidden(ServiceFault fault, StorageUri target) => new(
        nameof(ObjectForbidden),
        TuningErrorKind.PermissionDenied,
        "The credential may not look at " + target + "." + ServiceErrors.Quote(fault))
    { Target = target.ToString(), ServiceError = fault.Error };

    public static TuningException ObjectNotFound(ServiceFault fault, StorageUri target) => new(
        nameof(ObjectNotFound),
        TuningErrorKind.NotFound,
        "There is no " + target + "." + ServiceErrors.Quote(fault))
    { Target = target.ToString(), ServiceError = fault.Error };

    public static TuningException UploadCorrupted(StorageUri target, string problem, ServiceFault? fault) => new(
        nameof(UploadCorrupted),
        TuningErrorKind.InvalidData,
        "The training data at " + target + " is not what was to be uploaded: " + problem + "." + (fault == null ? string.Empty : ServiceErrors.Quote(fault))
        + " It was damaged on the way. Try again; if it stays so, remove the object with: gcloud storage rm "
        + target + ".")
    { Target = target.ToString(), ServiceError = fault?.Error };

    public static TuningException UploadFailed(StorageUri target, string problem, Exception? cause, ServiceFault? fault) => new(
        nameof(UploadFailed),
        TuningErrorKind.Connection,
        "The upload of the training data to " + target + " was given up: " + problem + "." + (fault == null ? string.Empty : ServiceErrors.Quote(fault))
        + " Nothing was stored. Check the connection and run the command again, with a higher Connect-GeminiTuning -MaximumRetryCount where it is poor.",
        cause)
    { Target = target.ToString(), ServiceError = fault?.Error };

    public static TuningException TrainingDataChanged() => new(
        nameof(TrainingDataChanged),
        TuningErrorKind.InvalidData,
        "A training file was written to while it was uploaded, so what arrived may be half old and half new. It was removed again. Run the command when the file is finished.");

    // Refusals that no role on the bucket would change.
    private static bool IsOfCredential(ServiceFault fault) =>
        ServiceErrors.Says(fault, "insufficient authentication scopes") || ServiceErrors.Says(fault, "requires a quota project")
        || ServiceErrors.Says(fault, "unregistered callers");
}
