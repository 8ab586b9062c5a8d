namespace GeminiTuning;

/// <summary>A permission on a tuned model as the service showed it at one moment (API resource <c>Permission</c>).</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is the API's noun; code access security is not meant.")]
public sealed record TunedModelPermission : TuningResource
{
    /// <summary>The full resource name, such as <c>tunedModels/inc-1/permissions/abc</c> (API field <c>name</c>).</summary>
    public override required string Name { get; init; }

    /// <summary>The tuned model that it is for.</summary>
    public required string TunedModel { get; init; }

    /// <summary>What it allows (API field <c>role</c>).</summary>
    public TunedModelRole Role { get; init; }

    /// <summary>The role in the service's own word, kept for roles that <see cref="Role"/> has no member for.</summary>
    public string? ServiceRole { get; init; }

    /// <summary>Whom it is for (API field <c>granteeType</c>).</summary>
    public TunedModelGranteeType GranteeType { get; init; }

    /// <summary>The type in the service's own word, kept for types that <see cref="GranteeType"/> has no member for.</summary>
    public string? ServiceGranteeType { get; init; }

    /// <summary>The user's or the group's address; <see langword="null"/> for everyone (API field <c>emailAddress</c>).</summary>
    public string? EmailAddress { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
