using System;
using System.Globalization;

namespace GeminiTuning.Core;

/// <summary>What can be wrong with a connection apart from its credential.</summary>
internal static class ConnectErrors
{
    public static TuningException EndpointInvalid(string endpoint, string problem) => new(
        nameof(EndpointInvalid),
        TuningErrorKind.InvalidArgument,
        "'" + endpoint + "' cannot be an endpoint: " + problem + ". Give an address such as https://generativelanguage.googleapis.com/ or http://localhost:8080/.")
    { Target = endpoint };

    public static TuningException InsecureEndpoint(string endpoint) => new(
        nameof(InsecureEndpoint),
        TuningErrorKind.InvalidArgument,
        "'" + endpoint + "' would carry the credential unencrypted over a network; plain http is for this computer's own addresses only, such as http://localhost:8080/. Use https.")
    { Target = endpoint };

    public static TuningException MaximumRetryCountOutOfRange(int value) => new(
        nameof(MaximumRetryCountOutOfRange),
        TuningErrorKind.InvalidArgument,
        "The maximum retry count is " + value.ToString(CultureInfo.InvariantCulture) + "; it must be 0 (never try again) or more.")
    { Target = value };

    public static TuningException TimeoutOutOfRange(TimeSpan value) => new(
        nameof(TimeoutOutOfRange),
        TuningErrorKind.InvalidArgument,
        "The timeout of a request is " + value.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)
        + " s; it must be more than 0 and at most a day. Leave it out for 15 minutes.")
    { Target = value };
}
