using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>
/// One service under the emulator's address: its schema, the versions it is served as, and the handlers of its methods.
/// The server knows services only through this; another one is another instance.
/// </summary>
internal sealed class ApiSurface
{
    /// <summary>The service's short name: <c>generativelanguage</c>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The service's host, which errors name.</summary>
    public required string Host { get; init; }

    /// <summary>The version that the schema is written in.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>All versions that are served, the schema's among them.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    public required SchemaSet Schema { get; init; }

    public required MethodTable Methods { get; init; }

    /// <summary>Whether an API key is enough for a method.</summary>
    public required Func<MethodDescriptor, bool> AcceptsApiKey { get; init; }

    /// <summary>The scopes of OAuth each of which is enough for a method.</summary>
    public required Func<MethodDescriptor, IReadOnlyList<string>> Scopes { get; init; }

    /// <summary>What a caller without any credential is told where an API key would not help either.</summary>
    public string? MissingCredential { get; init; }
}
