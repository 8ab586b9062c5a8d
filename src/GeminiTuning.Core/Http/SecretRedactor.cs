using System;
using System.Text.RegularExpressions;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Http;

/// <summary>Takes secrets out of texts that others wrote: services echo keys in their messages.</summary>
internal sealed class SecretRedactor
{
    internal const string Mask = "***";

    private static readonly Regex SecretShapes = new(
        @"AIza[0-9A-Za-z_\-]{8,}|ya29\.[0-9A-Za-z_\-.]+|eyJ[0-9A-Za-z_\-]{8,}\.[0-9A-Za-z_\-.]+|(?<=[?&](?:key|access_token)=)[^&\s""']+|(?<=\bBearer\s)[^\s""',]+",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private readonly IRequestCredential _credential;

    public SecretRedactor(IRequestCredential credential)
    {
        _credential = credential;
    }

    /// <summary>Whether an exception can be shown as it is; one about a garbled answer quotes it.</summary>
    public bool IsClean(Exception exception) => exception.ToString() is var text && string.Equals(Redact(text), text, StringComparison.Ordinal);

    public string Redact(string text) => SecretShapes.Replace(_credential.Redact(text, Mask), Mask);
}
