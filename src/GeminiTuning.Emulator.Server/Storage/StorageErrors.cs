using System;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The errors of Cloud Storage, in its words.</summary>
internal static class StorageErrors
{
    public static StorageException NoSuchBucket() => new(404, "notFound", "The specified bucket does not exist.");

    public static StorageException NoSuchObject(string bucket, string name) => new(404, "notFound", $"No such object: {bucket}/{name}");

    public static StorageException NotFound() => new(404, "notFound", "Not Found");

    public static StorageException ConditionNotMet(string condition) =>
        new(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.")
        {
            LocationType = "header",
            Location = condition,
        };

    public static StorageException InvalidCredentials() => new(401, "authError", "Invalid Credentials")
    {
        LocationType = "header",
        Location = "Authorization",
    };

    public static StorageException Required(string parameter) => new(400, "required", $"Required parameter: {parameter}")
    {
        LocationType = "parameter",
        Location = parameter,
    };

    public static StorageException InvalidParameter(string parameter, string message) => new(400, "invalidParameter", message)
    {
        LocationType = "parameter",
        Location = parameter,
    };

    public static StorageException Invalid(string message) => new(400, "invalid", message);

    public static StorageException NotImplemented(string message) => new(501, "notImplemented", message);

    /// <summary>The disk fails the emulator, which is nobody's fault on the wire.</summary>
    public static StorageException NotWritable(Exception cause) =>
        new(500, "backendError", $"The emulator cannot keep the object: {cause.Message}");
}
