namespace GeminiTuning.Core.Http;

/// <summary>The names of <c>google.rpc.Code</c>, which is a number where an operation or a job carries its error.</summary>
internal static class RpcCodes
{
    public const int Cancelled = 1;

    private static readonly string[] Names =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    public static string? NameOf(int code) => code >= 0 && code < Names.Length ? Names[code] : null;
}
