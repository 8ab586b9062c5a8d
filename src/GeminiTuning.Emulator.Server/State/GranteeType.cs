namespace GeminiTuning.Emulator.State;

/// <summary>Whom a permission is given to, with the numbers of <c>Permission.GranteeType</c>.</summary>
internal enum GranteeType
{
    Unspecified = 0,
    User = 1,
    Group = 2,
    Everyone = 3,
}
