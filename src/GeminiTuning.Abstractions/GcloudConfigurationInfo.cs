namespace GeminiTuning;

/// <summary>A configuration of gcloud, as its file has it.</summary>
public sealed record GcloudConfigurationInfo
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether gcloud uses it now.</summary>
    public bool IsActive { get; init; }

    /// <summary>The account (<c>core/account</c>).</summary>
    public string? Account { get; init; }

    /// <summary>The project (<c>core/project</c>).</summary>
    public string? Project { get; init; }

    /// <summary>The region (<c>ai/region</c>, else <c>compute/region</c>).</summary>
    public string? Region { get; init; }

    /// <summary>The project that quota is counted against (<c>billing/quota_project</c>), where it is one of its own.</summary>
    public string? QuotaProject { get; init; }

    /// <summary>The service account to act as, with the delegates before it (<c>auth/impersonate_service_account</c>).</summary>
    public string? ImpersonateServiceAccount { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
