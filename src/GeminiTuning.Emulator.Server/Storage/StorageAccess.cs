using System;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// Who may do what. Everybody may do everything, except in buckets with names that begin with
/// <see cref="BucketNames.ForbiddenPrefix"/>: there, everybody lacks every right, so that programs can be tried on that.
/// </summary>
internal static class StorageAccess
{
    public static bool IsForbidden(string bucket) => bucket.StartsWith(BucketNames.ForbiddenPrefix, StringComparison.Ordinal);

    /// <summary>Refuses a request that needs a permission that its caller does not have.</summary>
    public static void Require(StorageRequest request, string bucket, string permission)
    {
        if (IsForbidden(bucket))
        {
            var resource = permission.StartsWith("storage.objects.", StringComparison.Ordinal) ? "object" : "bucket";
            throw new StorageException(
                403,
                "forbidden",
                $"{request.Caller} does not have {permission} access to the Google Cloud Storage {resource}. Permission '{permission}' denied on resource (or it may not exist).");
        }
    }
}
