namespace GeminiTuning;

/// <summary>The nature of a <see cref="TuningException"/>, from which PowerShell's error category follows.</summary>
public enum TuningErrorKind
{
    /// <summary>A value breaks a rule; nothing was sent, or the service refused it.</summary>
    InvalidArgument,

    /// <summary>A file's or an answer's content is not what it should be.</summary>
    InvalidData,

    /// <summary>A file cannot be read.</summary>
    ReadError,

    /// <summary>A file cannot be written.</summary>
    WriteError,

    /// <summary>The service does not accept the credential, or there is none.</summary>
    Authentication,

    /// <summary>The credential may not do this.</summary>
    PermissionDenied,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>What was to be made exists already.</summary>
    AlreadyExists,

    /// <summary>Not possible in the present state.</summary>
    InvalidOperation,

    /// <summary>The connected service cannot do this.</summary>
    NotSupported,

    /// <summary>A quota or rate limit is used up.</summary>
    LimitsExceeded,

    /// <summary>The service has a fault or is overloaded.</summary>
    Unavailable,

    /// <summary>The service cannot be reached.</summary>
    Connection,

    /// <summary>It took longer than was allowed.</summary>
    Timeout,
}
