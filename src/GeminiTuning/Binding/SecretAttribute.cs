using System;
using System.Management.Automation;
using System.Security;

namespace GeminiTuning.Binding;

/// <summary>Lets a SecureString parameter take plain text, for scripts that read a secret from an environment variable.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            SecureString secret => secret,
            string text => Protect(text),
            PSCredential credential => credential.Password,

            // The value itself is not repeated: it may be a secret of another kind.
            _ => throw new ArgumentTransformationMetadataException(
                "The secret is not text. Give a SecureString, such as Read-Host -AsSecureString or Get-Secret return, or a string."),
        };
    }

    private static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
