namespace GeminiTuning.Module.Tests.Canaries;

/// <summary>Who refuses, and in which form it says what it was sent.</summary>
public enum EchoFault
{
    /// <summary>Nobody: the tokens are issued and the service has nothing.</summary>
    None,

    /// <summary>The service, in Google's form of an error.</summary>
    Service,

    /// <summary>The service, as a page of a proxy.</summary>
    Page,

    /// <summary>The IAM credentials service.</summary>
    Impersonation,

    /// <summary>The token service, in the description.</summary>
    Token,

    /// <summary>The token service, in place of the error's name.</summary>
    TokenName,

    /// <summary>The token service, with a text that is not JSON.</summary>
    TokenText,
}
