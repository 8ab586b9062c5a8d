using System;
using System.Collections.Generic;
using System.Linq;
using YamlDotNet.Serialization;

namespace GeminiTuning.Core.Connections;

/// <summary>Writes the file of saved connections.</summary>
internal static class ConnectionsWriter
{
    private const string Head = "# Saved by Connect-GeminiTuning -Name: where each connection finds its credential, and no secret.\n";

    public static string Write(IEnumerable<SavedConnection> connections) => Head + new SerializerBuilder()
        .WithQuotingNecessaryStrings()
        .WithNewLine("\n")
        .DisableAliases()
        .Build()
        .Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["version"] = ConnectionsReader.Version,
            ["connections"] = connections.ToDictionary(static connection => connection.Name, Values, StringComparer.Ordinal),
        });

    private static Dictionary<string, object> Values(SavedConnection connection) =>
        new (string Key, object? Value)[]
        {
            ("backend", connection.Backend.ToString()),
            ("endpoint", connection.Endpoint?.AbsoluteUri),
            ("credential", connection.Credential.ToString()),
            ("credentialSource", connection.CredentialSource),
            ("scopes", connection.Scopes),
            ("impersonateServiceAccount", connection.ImpersonateServiceAccount),
            ("delegates", connection.Delegates),
            ("gcloudConfiguration", connection.GcloudConfiguration),
            ("project", connection.Project),
            ("location", connection.Location),
            ("stagingUri", connection.StagingUri),
            ("maximumRetryCount", connection.MaximumRetryCount),
            ("timeoutSeconds", connection.Timeout?.TotalSeconds),
        }
        .Where(static pair => pair.Value != null)
        .ToDictionary(static pair => pair.Key, static pair => pair.Value!, StringComparer.Ordinal);
}
