namespace GeminiTuning;

/// <summary>What a permission allows; each role includes the ones after it. The numbers are those of the API's <c>Permission.Role</c>.</summary>
public enum TunedModelRole
{
    /// <summary><c>ROLE_UNSPECIFIED</c>, or a role that this version does not know.</summary>
    Unspecified = 0,

    /// <summary><c>OWNER</c>: may also delete the model and hand it over. A model has one owner.</summary>
    Owner = 1,

    /// <summary><c>WRITER</c>: may also change and share the model.</summary>
    Writer = 2,

    /// <summary><c>READER</c>: may see and ask the model.</summary>
    Reader = 3,
}
