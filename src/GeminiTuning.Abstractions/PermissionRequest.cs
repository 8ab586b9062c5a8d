namespace GeminiTuning;

/// <summary>A permission to be given.</summary>
public sealed record PermissionRequest
{
    /// <summary>The tuned model.</summary>
    public required string TunedModel { get; init; }

    /// <summary>What it is to allow: <see cref="TunedModelRole.Reader"/> or <see cref="TunedModelRole.Writer"/>.</summary>
    public required TunedModelRole Role { get; init; }

    /// <summary>Whom it is for.</summary>
    public required TunedModelGranteeType GranteeType { get; init; }

    /// <summary>The user's or the group's address; <see langword="null"/> for everyone.</summary>
    public string? EmailAddress { get; init; }
}
