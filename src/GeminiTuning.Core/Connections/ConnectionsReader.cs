using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GeminiTuning.Core.Connections;

/// <summary>
/// Reads the file of saved connections. What is not understood is refused with its place: the file is written anew as a
/// whole, so it would be lost.
/// </summary>
internal sealed class ConnectionsReader
{
    public const int Version = 1;

    private readonly string _path;

    public ConnectionsReader(string path)
    {
        _path = path;
    }

    public SortedDictionary<string, SavedConnection> Read(string text)
    {
        var connections = new SortedDictionary<string, SavedConnection>(StringComparer.OrdinalIgnoreCase);
        if (Root(text) is not { } root)
        {
            return connections;
        }

        // The version first: what a later one means by its keys is not known.
        var version = root.Children.FirstOrDefault(static pair => pair.Key is YamlScalarNode { Value: "version" });
        if (version.Key == null || Number(version.Value) != Version)
        {
            throw Invalid(version.Value ?? root, "the version must be 1; a later version of GeminiTuning may have written the file");
        }

        foreach (var pair in root.Children)
        {
            var key = Text(pair.Key);
            if (key is "connections")
            {
                ReadAll(Map(pair.Value), connections);
            }
            else if (key is not "version")
            {
                throw Unknown(pair.Key, key);
            }
        }

        return connections;
    }

    private YamlMappingNode? Root(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 1)
            {
                throw Invalid(stream.Documents[1].RootNode, "a second document begins");
            }

            return stream.Documents.Count == 0 ? null : Map(stream.Documents[0].RootNode);
        }
        catch (YamlException e)
        {
            throw ConnectionErrors.ConnectionsFileInvalid(_path, e.Start.Line, e.Start.Column, e.GetBaseException().Message);
        }
    }

    private void ReadAll(YamlMappingNode all, SortedDictionary<string, SavedConnection> connections)
    {
        foreach (var pair in all.Children)
        {
            var name = Text(pair.Key);
            if (!ConnectionName.IsValid(name))
            {
                throw Invalid(pair.Key, "'" + name + "' cannot be the name of a saved connection");
            }

            if (connections.ContainsKey(name))
            {
                throw Invalid(pair.Key, "the name '" + name + "' is there twice; upper and lower case are the same");
            }

            connections.Add(name, ReadOne(name, Map(pair.Value)));
        }
    }

    private SavedConnection ReadOne(string name, YamlMappingNode map)
    {
        var connection = new SavedConnection { Name = name };
        foreach (var (key, value) in map.Children.Select(static pair => (pair.Key, pair.Value)))
        {
            connection = Text(key) switch
            {
                "backend" => connection with { Backend = Word<TuningBackend>(value) },
                "endpoint" => connection with { Endpoint = Address(value) },
                "credential" => connection with { Credential = Word<SavedCredential>(value) },
                "credentialSource" => connection with { CredentialSource = Text(value) },
                "scopes" => connection with { Scopes = Texts(value) },
                "impersonateServiceAccount" => connection with { ImpersonateServiceAccount = Text(value) },
                "delegates" => connection with { Delegates = Texts(value) },
                "gcloudConfiguration" => connection with { GcloudConfiguration = Text(value) },
                "project" => connection with { Project = Text(value) },
                "location" => connection with { Location = Text(value) },
                "stagingUri" => connection with { StagingUri = Text(value) },
                "maximumRetryCount" => connection with { MaximumRetryCount = Number(value) },
                "timeoutSeconds" => connection with { Timeout = Seconds(value) },
                var other => throw Unknown(key, other),
            };
        }

        foreach (var needed in Needed(connection).Where(needed => !map.Children.ContainsKey(new YamlScalarNode(needed))))
        {
            throw Invalid(map, "the connection '" + name + "' has no " + needed);
        }

        return connection;
    }

    private static IEnumerable<string> Needed(SavedConnection connection) => connection.Credential switch
    {
        SavedCredential.ApiKeyVariable or SavedCredential.AccessTokenVariable or SavedCredential.CredentialPath or SavedCredential.ClientSecretPath
            => ["backend", "credential", "credentialSource"],
        SavedCredential.GcloudConfiguration => ["backend", "credential", "gcloudConfiguration"],
        _ => ["backend", "credential"],
    };

    private YamlMappingNode Map(YamlNode node) => node as YamlMappingNode ?? throw Invalid(node, "here must be keys and values");

    private string Text(YamlNode node) =>
        node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Invalid(node, "here must be one value");

    private List<string> Texts(YamlNode node) =>
        node is YamlSequenceNode list ? list.Children.Select(Text).ToList() : throw Invalid(node, "here must be a list");

    private int Number(YamlNode node) =>
        int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(node, "here must be a whole number");

    private TimeSpan Seconds(YamlNode node) =>
        double.TryParse(Text(node), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e9
            ? TimeSpan.FromSeconds(number)
            : throw Invalid(node, "here must be a number of seconds");

    private Uri Address(YamlNode node) =>
        Uri.TryCreate(Text(node), UriKind.Absolute, out var address) ? address : throw Invalid(node, "here must be an address");

    private T Word<T>(YamlNode node)
        where T : struct, Enum
    {
        var text = Text(node);

        // Only a name: a number would be parsed too.
        return Enum.TryParse<T>(text, ignoreCase: true, out var word) && string.Equals(word.ToString(), text, StringComparison.OrdinalIgnoreCase)
            ? word
            : throw Invalid(node, "'" + text + "' is none of " + Names(typeof(T)));
    }

    private static string Names(Type type) => string.Join(", ", Enum.GetNames(type));

    private TuningException Unknown(YamlNode node, string key) =>
        Invalid(node, "the key '" + key + "' is not known; a later version of GeminiTuning may have written it");

    private TuningException Invalid(YamlNode node, string problem) =>
        ConnectionErrors.ConnectionsFileInvalid(_path, node.Start.Line, node.Start.Column, problem);
}
