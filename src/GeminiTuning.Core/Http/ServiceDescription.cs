using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Http;

/// <summary>What the service-neutral parts must know of a service to find its address and to word its errors.</summary>
internal sealed record ServiceDescription
{
    /// <summary>The service's name in messages.</summary>
    public required string Name { get; init; }

    public required Uri DefaultEndpoint { get; init; }

    /// <summary>The OAuth scopes that the service's methods ask for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The command that makes Application Default Credentials with those scopes.</summary>
    public required string LoginCommand { get; init; }
}
