namespace GeminiTuning;

/// <summary>Whom a permission is for; the numbers are those of the API's <c>Permission.GranteeType</c>.</summary>
public enum TunedModelGranteeType
{
    /// <summary><c>GRANTEE_TYPE_UNSPECIFIED</c>, or a type that this version does not know.</summary>
    Unspecified = 0,

    /// <summary><c>USER</c>: one account.</summary>
    User = 1,

    /// <summary><c>GROUP</c>: the members of a group.</summary>
    Group = 2,

    /// <summary><c>EVERYONE</c>: the rest of the world.</summary>
    Everyone = 3,
}
